package dev.copra.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.copra.run.RequestThreads;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** Answers what {@link Access} permits, by the name that stands behind the token; everything else gets no answer but its refusal. */
public final class LocalServer implements Closeable {
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final RequestThreads threads;
    private final Access access;
    private final Map<String, Page> pages;
    private final Consumer<String> failures;

    /**
     * What a server sends.
     *
     * @param status of HTTP
     * @param type of the content
     * @param kept whether a browser may keep it as long as the server runs
     */
    public record Answer(int status, String type, byte[] content, boolean kept) {
        /** A line of text. */
        public static Answer text(int status, String line) {
            return new Answer(
                    status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8), false);
        }
    }

    /** Answers a request. */
    public interface Page {
        /** @param query what stands behind the question mark, decoded @throws IllegalArgumentException if a value has no meaning */
        Answer answer(Map<String, String> query) throws IOException;
    }

    private LocalServer(HttpServer server, RequestThreads threads, Map<String, Page> pages, Consumer<String> failures) {
        this.failures = failures;
        this.server = server;
        this.threads = threads;
        this.pages = pages;
        access = Access.random(server.getAddress().getPort());
    }

    /**
     * Starts a server.
     *
     * @param port 0 for one that is free
     * @param pages by name; the one of the empty name is where the address leads
     * @param failures is told why something could not be answered
     */
    public static LocalServer start(int port, int threads, Map<String, Page> pages, Consumer<String> failures)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (BindException e) {
            throw new IOException("port " + port + " is taken by another program; name another one", e);
        }
        LocalServer server = new LocalServer(http, new RequestThreads(threads), Map.copyOf(pages), failures);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Where the page is; whoever knows it can look at the images. */
    public URI address() {
        return access.address();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Cache-Control", answer.kept() ? "private, max-age=86400" : "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("X-Frame-Options", "DENY");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.content().length == 0 ? -1 : answer.content().length);
            if (!head) {
                exchange.getResponseBody().write(answer.content());
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!access.permits(exchange.getRequestHeaders())) {
            return Answer.text(403, "This server answers its own page on this machine alone.");
        }
        URI asked = exchange.getRequestURI();
        String name = access.behindToken(asked.getRawPath() == null ? "" : asked.getRawPath());
        if (name == null) {
            return Answer.text(403, "Open the address that was printed: it has a word that is missing here.");
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            return Answer.text(405, "There is nothing to be changed here.");
        }
        Page page = pages.get(name);
        if (page == null) {
            return Answer.text(404, "There is nothing of this name.");
        }
        try {
            Map<String, String> query = Query.parse(asked.getRawQuery());
            return threads.work(() -> page.answer(query));
        } catch (IllegalArgumentException e) {
            return Answer.text(400, "What was asked has no meaning.");
        } catch (IOException | RuntimeException e) {
            failures.accept("'" + name + "' cannot be answered: " + e);
            return Answer.text(500, "This cannot be answered; the terminal says why.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
