package dev.copra.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.coco.Messages;
import dev.copra.gallery.GalleryRequest;
import dev.copra.io.Input;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server of {@code copra explore} answers, and what it does not, by requests byte by byte. */
class ExplorerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private ServedFolder served;
    private Explorer explorer;
    private int port;
    private String token;

    /** An answer as it came. */
    private record Reply(int status, String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void start() throws IOException {
        served = new ServedFolder(folder, Messages.none());
        explorer = served.explorer();
        port = served.port();
        token = served.token();
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    private Reply ask(String target, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: 127.0.0.1:" + port);
        }
        return send("GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", all) + "\r\nConnection: close\r\n\r\n");
    }

    private Reply send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            String head = text.substring(0, end);
            return new Reply(
                    Integer.parseInt(head.split(" ")[1]),
                    head.toLowerCase(Locale.ROOT),
                    text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private String path(String name) {
        return "/" + token + "/" + name;
    }

    /** Whoever opens connections and sends little or nothing on them keeps nobody else waiting. */
    @Test
    void slowRequestsHoldNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /images HTTP/1.1\r\nHost: 127.0.0.1"
                                .substring(0, i)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            assertEquals(200, ask(path("images?limit=1")).status());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void servesThePageItsImagesAndSections() throws IOException {
        Reply page = ask(path(""));
        assertEquals(200, page.status());
        assertTrue(page.text().contains("document.json") && page.text().contains("Content-Security-Policy"));
        JsonNode images = JSON.readTree(ask(path("images?offset=0&limit=3")).body());
        assertEquals(8, images.get("total").asInt());
        assertEquals(3, images.get("images").size());
        assertEquals(1, images.get("images").get(0).get("shapes").size());
        JsonNode some = JSON.readTree(ask(path("images?category=0&size=small")).body());
        assertEquals(1, some.get("total").asInt());
        Reply picture = ask(path("picture?at=0&side=20"));
        assertEquals(200, picture.status());
        assertTrue(picture.head().contains("content-type: image/jpeg"));
        assertEquals(
                20,
                ImageIO.read(new java.io.ByteArrayInputStream(picture.body())).getWidth());
        JsonNode sections = JSON.readTree(ask(path("sections")).body());
        assertTrue(sections.get("html").asText().contains("id=\"summary\""));
        assertTrue(sections.get("findings").size() > 0);
        JsonNode found = JSON.readTree(ask(path("images?finding=0")).body());
        assertTrue(found.get("total").asInt() > 0);
    }

    /** However often an image is looked at. */
    @Test
    void missingMasksAreToldOnce() throws IOException {
        Path document = Files.writeString(folder.resolve("panoptic.json"), """
                {"images": [{"id": 1, "width": 40, "height": 30}], "categories": [{"id": 1, "name": "cat"}], "annotations": [
                {"image_id": 1, "file_name": "gone.png", "segments_info": [{"id": 5, "category_id": 1, "bbox": [3, 4, 20, 10]}]}]}
                """);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        stop();
        explorer = Explorer.start(
                new GalleryRequest(Input.file(document), List.of(), null, null, null, 1 << 20, 2),
                "panoptic.json",
                0,
                new Messages(told::add, remedy -> "", true, false));
        port = explorer.address().getPort();
        token = explorer.address().getPath().replace("/", "");
        for (int i = 0; i < 3; i++) {
            JsonNode images = JSON.readTree(ask(path("images")).body());
            assertEquals("[3,4,20,10]", images.at("/images/0/shapes/0/b").toString(), images::toString);
        }
        assertEquals(List.of(document + ": annotations[0]: gone.png is not in " + folder), told);
    }

    @Test
    void nobodyElseIsAnswered() throws IOException {
        assertEquals(403, ask("/").status());
        assertEquals(403, ask("/" + token).status());
        assertEquals(403, ask("/" + token + "x/").status());
        assertEquals(403, ask("/" + token.toUpperCase(Locale.ROOT) + "_/").status());
        assertEquals(403, ask("//" + token + "/").status());
        assertEquals(200, ask(path(""), "Host: localhost:" + port).status());
        for (String host : List.of(
                "evil.example",
                "evil.example:" + port,
                "127.0.0.1",
                "127.0.0.1.evil.example:" + port,
                "0.0.0.0:" + port,
                "")) {
            assertNotEquals(200, ask(path(""), "Host: " + host).status(), host);
        }
        assertNotEquals(200, send("GET " + path("") + " HTTP/1.0\r\n\r\n").status(), "no host");
        assertEquals(
                200, ask(path("images"), "Origin: http://127.0.0.1:" + port).status());
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "https://127.0.0.1:" + port,
                "http://127.0.0.1:" + (port + 1),
                "file://")) {
            assertEquals(403, ask(path("images"), "Origin: " + origin).status(), origin);
        }
        assertEquals(
                403, ask(path("picture?at=0"), "Sec-Fetch-Site: cross-site").status());
        assertEquals(403, ask(path("picture?at=0"), "Sec-Fetch-Site: same-site").status());
        assertEquals(
                200, ask(path("picture?at=0"), "Sec-Fetch-Site: same-origin").status());
    }

    @Test
    void anotherRunHasAnotherWord() throws IOException {
        assertTrue(token.length() >= 22, token);
        String first = token;
        stop();
        start();
        assertNotEquals(first, token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "..%2fsecret.txt",
                "%2e%2e/secret.txt",
                "images/../../secret.txt",
                "secret.txt",
                "sub/a.png",
                "picture/../../secret.txt",
                "..\\secret.txt",
                "....//secret.txt",
                "%00",
                "picture%2f0",
                "/etc/passwd",
                "page.css"
            })
    void noOtherPathIsThere(String name) throws IOException {
        Reply reply = ask(path(name));
        assertTrue(
                reply.status() == 404 || reply.status() == 400 || reply.status() == 403, name + ": " + reply.status());
        assertFalse(reply.text().contains(ServedFolder.SECRET));
    }

    /** Whatever a record says of its file. */
    @Test
    void nothingOutsideTheFolderIsSent() throws IOException {
        assertEquals(200, ask(path("picture?at=0")).status());
        for (int at = 1; at < 8; at++) {
            Reply reply = ask(path("picture?at=" + at));
            assertEquals(404, reply.status(), "image " + at);
            assertFalse(reply.text().contains(ServedFolder.SECRET));
            // but in the name that the record itself has
            assertFalse(reply.text().contains(folder.resolve("images").toString()), reply.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "picture",
                "picture?at=",
                "picture?at=x",
                "picture?at=99999999999",
                "images?offset=x",
                "images?limit=-",
                "images?size=huge",
                "images?order=nonsense",
                "images?category=x",
                "images?scoreFrom=x",
                "images?name=%",
                "images?name=%zz"
            })
    void whatHasNoMeaningIsRefused(String name) throws IOException {
        assertEquals(400, ask(path(name)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture?at=-1", "picture?at=8", "picture?at=2147483647"})
    void thereAreNoOtherPictures(String name) throws IOException {
        assertEquals(404, ask(path(name)).status());
    }

    @Test
    void nothingCanBeChanged() throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            Reply reply = send(method + " " + path("") + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertEquals(405, reply.status(), method);
            assertFalse(reply.head().contains("access-control"), reply.head());
        }
    }

    @Test
    void anEndlessPageIsCutIntoParts() throws IOException {
        assertEquals(
                8,
                JSON.readTree(ask(path("images?limit=1000000")).body())
                        .get("images")
                        .size());
        assertEquals(
                0,
                JSON.readTree(ask(path("images?offset=2147483647")).body())
                        .get("images")
                        .size());
    }

    /** Another address of this machine finds nobody who listens. */
    @Test
    void onlyTheLoopbackListens() throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    boolean heard;
                    try (Socket socket = new Socket()) {
                        socket.connect(new java.net.InetSocketAddress(address, port), 2000);
                        heard = true;
                    } catch (IOException e) {
                        heard = false;
                    }
                    assertFalse(heard, address.toString());
                }
            }
        }
    }

    /** A shell lets what it starts in the background ignore SIGINT, which programs inherit. */
    private static boolean ignoresInterrupts(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    @Tag("slow")
    void ctrlCEndsIt() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "skipped: there is no kill here");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.copra.cli.Main",
                        "explore",
                        folder.resolve("document.json").toString())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            URI address = URI.create(out.readLine());
            assertEquals("127.0.0.1", address.getHost());
            assumeTrue(
                    !ignoresInterrupts(process),
                    "skipped: who runs the tests ignores Ctrl-C, and so do their children");
            new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES));
            assertEquals(130, process.exitValue());
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, err.lines().count(), err);
        } finally {
            process.destroyForcibly();
        }
    }
}
