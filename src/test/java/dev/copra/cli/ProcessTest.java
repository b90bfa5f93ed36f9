package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals and pipes that close. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(600)
class ProcessTest {
    @TempDir
    Path folder;

    /** The folder for temporary files, of this test alone. */
    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    /** What stands before what it needs is kept in a file, which is gone however the process ends. */
    @Test
    void aPipeThatIsReadTwiceLeavesNoFile() throws Exception {
        Process copra = start("fix", "-");
        OutputStream in = copra.getOutputStream();
        in.write("{\"annotations\": [".getBytes(StandardCharsets.UTF_8));
        send(in, 50_000, 0);
        copra.destroyForcibly().waitFor();
        try (Stream<Path> left = Files.list(temporary())) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.getFileName().toString().startsWith("copra"))
                            .toList());
        }
    }

    private Process start(String... args) throws IOException {
        return start(System.getProperty("java.class.path"), args);
    }

    private Process start(String classPath, String[] args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary(),
                "-cp",
                classPath,
                "dev.copra.cli.Main"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    /** As one of a jar that was damaged. */
    @Test
    void aClassThatCannotBeLoadedIsToldInOneLine() throws Exception {
        Path damaged = folder.resolve("classes/dev/copra/cli/inspection/InfoCommand.class");
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "no class");
        String before = folder.resolve("classes") + File.pathSeparator;
        Process copra = start(before + System.getProperty("java.class.path"), new String[] {"info", "-"});
        copra.getOutputStream().close();
        assertEquals(2, copra.waitFor());
        List<String> said = Files.readAllLines(folder.resolve("stderr"));
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("copra: ") && said.get(0).contains("a jar may be damaged"), said::toString);
    }

    private static void send(OutputStream in, int records, int from) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records; i++) {
            text.append(from + i > 0 ? ",\n" : "")
                    .append("{\"id\": ")
                    .append(from + i)
                    .append(", \"image_id\": 1, \"bbox\": [1, 2, 30, 40]}");
        }
        in.write(text.toString().getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** As Ctrl-C does in the middle of a run. */
    @Test
    void anInterruptLeavesTheOldFileAndNothingElse() throws Exception {
        Assumptions.assumeFalse(
                interruptsAreIgnored(), "started by a shell in the background, which ignores interrupts");
        Path out = Files.writeString(folder.resolve("out.json"), "old");
        Process copra = start("mask", "-", "-o", out.toString());
        OutputStream in = copra.getOutputStream();
        in.write("{\"images\": [{\"id\": 1, \"width\": 100, \"height\": 80}], \"annotations\": ["
                .getBytes(StandardCharsets.UTF_8));
        int sent = 0;
        // until the lock and the file beside its place are there, and then once more: by then it knows that it has to
        // remove them
        for (boolean there = false, before = false; !before; before = there) {
            there = files().size() >= 5;
            send(in, 1000, sent);
            sent += 1000;
            TimeUnit.MILLISECONDS.sleep(10);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(copra.pid())).start().waitFor();
        assertEquals(130, copra.waitFor());
        assertEquals("old", Files.readString(out));
        assertEquals(List.of("out.json", "stderr", "tmp"), files());
        assertEquals("", Files.readString(folder.resolve("stderr")));
    }

    /** Whether this process was started with SIGINT ignored, as what it starts then is, too. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0;
            }
        }
        return false;
    }

    /** As {@code copra mask ... | head -1} does. */
    @Test
    void aReaderThatGoesEndsTheRunInSilence() throws Exception {
        Path boxes = folder.resolve("boxes.json");
        try (OutputStream out = Files.newOutputStream(boxes)) {
            out.write("{\"images\": [{\"id\": 1, \"width\": 100, \"height\": 80}],\n\"annotations\": ["
                    .getBytes(StandardCharsets.UTF_8));
            send(out, 20_000, 0);
            out.write("]}\n".getBytes(StandardCharsets.UTF_8));
        }
        Process copra = start("mask", boxes.toString());
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(copra.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("{\"images\": [{\"id\": 1, \"width\": 100, \"height\": 80}],", reader.readLine());
        }
        assertEquals(141, copra.waitFor());
        assertEquals("", Files.readString(folder.resolve("stderr")));
    }
}
