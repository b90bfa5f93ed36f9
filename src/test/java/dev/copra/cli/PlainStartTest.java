package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.inspection.InfoCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose options are in tables, as processes, since a class that is loaded once stays. */
class PlainStartTest {
    /** What picocli reads annotations with, which takes longer than most commands. */
    private static final String REFLECTION = "picocli.CommandLine$Model$CommandReflection ";

    @TempDir
    private Path directory;

    /** What a command prints, on both streams. */
    private String run(boolean reflects, String... args) throws Exception {
        Path loaded = directory.resolve("loaded");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-Dcopra.options=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertEquals(0, code, printed);
        assertEquals(reflects, Files.readString(loaded).contains(REFLECTION));
        return printed;
    }

    private Path table(String command, Class<?> type) throws Exception {
        return Files.writeString(directory.resolve(command), OptionTable.of(type), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRemedyIsFoundInTheTable() throws Exception {
        String categories = IntStream.rangeClosed(1, 30)
                .mapToObj(id -> "{\"id\": " + id + ", \"name\": \"n" + id + "\"}")
                .collect(Collectors.joining(", "));
        Path file = Files.writeString(
                directory.resolve("in.json"),
                "{\"images\": [], \"annotations\": [], \"categories\": [" + categories + "]}");
        Path table = table("info", InfoCommand.class);
        String plain = run(false, "info", file.toString());
        assertTrue(plain.contains("--all lists them"), plain);
        Files.delete(table);
        assertEquals(plain, run(true, "info", file.toString()));
    }
}
