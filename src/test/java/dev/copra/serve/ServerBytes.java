package dev.copra.serve;

import dev.copra.coco.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gives bytes to the server of {@code copra explore}, which runs until the process ends. */
public final class ServerBytes {
    private static final Set<String> STATUSES =
            Set.of("100", "200", "400", "403", "404", "405", "411", "413", "414", "501", "505");

    private static ServerBytes only;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final ServedFolder served;

    private ServerBytes() throws IOException {
        Path folder = Files.createTempDirectory("attack");
        served = new ServedFolder(folder, new Messages(told::add, remedy -> "", false, false));
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> file.toFile().deleteOnExit());
        }
    }

    /**
     * Sends a request.
     *
     * @param bytes one that tells where the request is cut in two; then the request, in which {@code $T} stands for the token of the
     *     server's addresses and {@code $P} for its port
     * @throws AssertionError if the answer is none of HTTP, tells what it must not, or is the last one
     */
    public static synchronized void send(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        try {
            only = only == null ? new ServerBytes() : only;
            only.attack(new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1), bytes[0] & 0xFF);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void attack(String pattern, int cut) throws IOException {
        String request = pattern.replace("$T", served.token()).replace("$P", String.valueOf(served.port()));
        String reply = exchange(request, cut);
        boolean legal = reply.isEmpty() || reply.startsWith("HTTP/1.1 ") && STATUSES.contains(reply.substring(9, 12));
        boolean leaks = reply.contains(ServedFolder.SECRET)
                || reply.startsWith("HTTP/1.1 200") && !request.contains(served.token());
        boolean failed = told.stream().anyMatch(line -> line.contains("cannot be answered"));
        String known = "GET /" + served.token() + "/images?limit=1 HTTP/1.1\r\nHost: 127.0.0.1:" + served.port()
                + "\r\nConnection: close\r\n\r\n";
        boolean lives = exchange(known, known.length()).startsWith("HTTP/1.1 200");
        if (!legal || leaks || failed || !lives) {
            String start = reply.substring(0, Math.min(400, reply.length()));
            String all = String.join("\n", told);
            told.clear();
            throw new AssertionError(
                    request + "\n->\n" + start + "\n" + all + (lives ? "" : "\nand it answers no more"));
        }
    }

    private String exchange(String request, int cut) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), served.port())) {
            socket.setSoTimeout(120_000);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(Arrays.copyOf(bytes, Math.min(cut, bytes.length)));
            if (cut < bytes.length) {
                out.write(bytes, cut, bytes.length - cut);
            }
            socket.shutdownOutput();
            socket.getInputStream().transferTo(reply);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no answer: " + request, e);
        } catch (IOException e) {
            // the server may hang up on what is no request
        }
        return reply.toString(StandardCharsets.ISO_8859_1);
    }
}
