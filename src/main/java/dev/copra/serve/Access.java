package dev.copra.serve;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Who is answered: a browser that was given the address, asking for itself. The name in {@code Host} must be the loopback's, so that no
 * other name that was bent to this machine (DNS rebinding) reaches it; {@code Origin} and {@code Sec-Fetch-Site} must not be those of
 * another page; the first part of the path is a random word of 128 bits.
 *
 * @param token the word
 */
record Access(int port, String token) {
    private static final Set<String> SITES = Set.of("same-origin", "none");

    /** @param port on which the server listens */
    static Access random(int port) {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return new Access(port, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Where the page is. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/" + token + "/");
    }

    private boolean isOwn(String host) {
        return host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
    }

    /** Whether the headers of a request are those of its own page, or of someone who typed the address. */
    boolean permits(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOwn(hosts.get(0))) {
            return false;
        }
        List<String> sites = headers.getOrDefault("Sec-Fetch-Site", List.of());
        if (!SITES.containsAll(sites)) {
            return false;
        }
        return headers.getOrDefault("Origin", List.of()).stream()
                .allMatch(origin -> origin.startsWith("http://") && isOwn(origin.substring("http://".length())));
    }

    /** What is behind the token in a path; null if it is not there. @param path as it was sent, not decoded */
    String behindToken(String path) {
        int end = path.indexOf('/', 1);
        if (!path.startsWith("/") || end < 0) {
            return null;
        }
        byte[] given = path.substring(1, end).getBytes(StandardCharsets.UTF_8);
        boolean equal = MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8));
        return equal ? path.substring(end + 1) : null;
    }
}
