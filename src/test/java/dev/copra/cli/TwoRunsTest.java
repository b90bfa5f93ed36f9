package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one output at once: the second is refused, and nothing of the first is lost. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class TwoRunsTest {
    private static final String HEAD = "{\"images\": [{\"id\": 1, \"width\": 100, \"height\": 80}], \"annotations\": [";
    private static final String RECORD = "{\"id\": 1, \"image_id\": 1, \"bbox\": [1, 2, 30, 40]}";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.copra.cli.Main"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "said", ".txt").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Starts a run that waits for the rest of its input, with its output open. */
    private Process startWaiting(Path out) throws Exception {
        Process process = start("mask", "-", "-o", out.toString());
        OutputStream in = process.getOutputStream();
        in.write((HEAD + RECORD).getBytes(StandardCharsets.UTF_8));
        in.flush();
        // the file that stays is the output; one that goes at once was the trial whether there can be one
        List<String> before;
        do {
            assertTrue(process.isAlive());
            before = hidden();
            Thread.sleep(50);
        } while (!before.equals(hidden()) || before.stream().noneMatch(name -> name.endsWith(".tmp")));
        return process;
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".copra-"))
                    .toList();
        }
    }

    private Typed mask(Path out) throws IOException {
        return Typed.pipe(HEAD + RECORD + "]}", "mask", "-", "-o", out.toString());
    }

    @Test
    void theSecondRunIsRefusedAndTheFirstEndsWell() throws Exception {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        Process first = startWaiting(out);
        Typed second = mask(out);
        assertEquals(2, second.code());
        assertTrue(
                second.err().contains(out + ": another run (process " + first.pid() + ") is writing to it"),
                second.err());
        assertEquals("old", Files.readString(out));
        try (OutputStream in = first.getOutputStream()) {
            in.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, first.waitFor());
        assertTrue(Files.readString(out).startsWith(HEAD));
        assertEquals(List.of(), hidden());
    }

    @Test
    void whatAKilledRunLeavesIsRemovedByTheNext() throws Exception {
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        Process first = startWaiting(out);
        first.destroyForcibly().waitFor();
        assertEquals("old", Files.readString(out));
        assertTrue(!hidden().isEmpty(), "a killed process removes nothing");
        Typed second = mask(out);
        assertEquals(0, second.code(), second.err());
        assertTrue(Files.readString(out).startsWith(HEAD));
        assertEquals(List.of(), hidden());
    }

    @Test
    void otherOutputsInTheFolderAreNotDisturbed() throws Exception {
        Process first = startWaiting(folder.resolve("one.json"));
        Typed second = mask(folder.resolve("two.json"));
        assertEquals(0, second.code(), second.err());
        try (OutputStream in = first.getOutputStream()) {
            in.write("]}".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, first.waitFor());
        assertEquals(Files.readString(folder.resolve("one.json")), Files.readString(folder.resolve("two.json")));
    }
}
