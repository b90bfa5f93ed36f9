package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copra without ONNX Runtime, as in its lean jar: as processes, since a class that is loaded once stays. */
final class LeanTest {
    @TempDir
    private Path directory;

    private record Ended(int code, String err) {}

    private Ended lean(String... args) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("onnxruntime"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(args));
        Path err = directory.resolve("err");
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(code, Files.readString(err, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mask testdata/scenes/boxes.json --images testdata/scenes/images",
                "mask testdata/scenes/boxes.json --images testdata/scenes/images --model README.md",
                "model inspect README.md"
            })
    void whatNeedsTheRuntimeSaysWhatToAdd(String line) throws Exception {
        Ended ended = lean(line.split(" ", -1));
        assertEquals(2, ended.code(), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains("copra.jar") && ended.err().contains("COPRA_CLASSPATH"), ended.err());
    }

    @Test
    void whatDoesNotNeedItWorks() throws Exception {
        Ended ended = lean(
                "mask",
                "testdata/scenes/boxes.json",
                "--images",
                "testdata/scenes/images",
                "--strategy",
                "level-set",
                "--limit",
                "1");
        assertEquals(0, ended.code(), ended.err());
    }
}
