package dev.copra.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Standard streams and descriptors, closed and redirected, as shells pass them on. A fault here once replaced a file of the
 * JDK, so all of it runs with a copy, and every test ends with a look at that copy.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are found in /proc")
final class DescriptorsIT {
    private static final String BAD = "Bad file descriptor";
    private static final String BOXES = """
            {"images": [{"id": 1, "width": 8, "height": 8}], "categories": [{"id": 1, "name": "cat"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]}
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path jdk;
    private static List<String> jdkFiles;
    private static String masks;

    /** What a shell command has left. */
    private record Left(int code, String out, String err) {}

    @BeforeAll
    static void install() throws Exception {
        jdk = shared.resolve("jdk");
        Process copy = new ProcessBuilder("cp", "-rL", System.getProperty("java.home"), jdk.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        copy.waitFor();
        assumeTrue(Files.isExecutable(jdk.resolve("bin/java")), "the JDK cannot be copied here");
        Installation.in(shared.resolve("opt"), shared.resolve("cache"));
        Path boxes = Files.writeString(shared.resolve("boxes.json"), BOXES);
        Left first = shell(shared, "$COPRA mask " + boxes + " -q");
        assertEquals(0, first.code, first.err);
        masks = first.out;
        jdkFiles = files(jdk);
    }

    @BeforeEach
    void boxes() throws IOException {
        Files.writeString(folder.resolve("boxes.json"), BOXES);
    }

    @AfterEach
    void theJdkIsUntouched() throws IOException {
        assertEquals(jdkFiles, files(jdk));
    }

    /** All files below a folder with their sizes and times. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<String> files = new ArrayList<>();
            for (Path file : walk.sorted().toList()) {
                if (Files.isRegularFile(file)) {
                    files.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
            return files;
        }
    }

    private Left shell(String command) throws Exception {
        return shell(folder, command);
    }

    private static Left shell(Path directory, String command) throws Exception {
        Path out = Files.createTempFile(shared, "out", "");
        Path err = Files.createTempFile(shared, "err", "");
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", command).directory(directory.toFile());
        builder.environment().put("COPRA", shared.resolve("opt/copra").toString());
        builder.environment().put("COPRA_CACHE", shared.resolve("cache").toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        for (String variable : List.of("COPRA_JAR", "COPRA_JAVA", "COPRA_JAVA_OPTS")) {
            builder.environment().remove(variable);
        }
        Process process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "still running: " + command);
        return new Left(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dev/fd/3", "/proc/self/fd/3", "/dev/fd/4", "/dev/fd/63", "/dev/fd/0", "/dev/stdin", "link"})
    void aDescriptorThatWasNotGivenIsRefused(String name) throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/fd/3"));
        for (String command : List.of(
                "convert boxes.json --segmentation rle -o " + name,
                "mask boxes.json -o " + name,
                "suppress boxes.json --iou .5 -o " + name,
                "eval boxes.json boxes.json --csv " + name,
                "validate boxes.json --report csv=" + name,
                "validate boxes.json --write-baseline " + name)) {
            Left left = shell("$COPRA " + command + " 3>&- 4>&-");
            assertEquals(2, left.code, command + ": " + left.err);
            assertTrue(left.err.contains(BAD), command + ": " + left.err);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o /dev/stdout >&-",
                ">&-",
                "-o - >&-",
                "-o /dev/fd/1 >&-",
                "-o /proc/self/fd/1 >&-",
            })
    void closedStandardOutputIsAnError(String redirection) throws Exception {
        Left left = shell("$COPRA mask boxes.json " + redirection);
        assertEquals(2, left.code, left.err);
        assertTrue(left.err.contains(BAD), left.err);
        assertEquals(List.of("boxes.json"), names());
    }

    /** Where a standard stream is closed, no file that is opened may take its number. */
    @ParameterizedTest
    @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"})
    void closedStreamsDoNotDisturbAFile(String closed) throws Exception {
        Left left = shell("$COPRA mask boxes.json -o out.json " + closed);
        assertEquals(0, left.code, left.err);
        assertEquals(masks, read("out.json"));
        assertEquals(BOXES, read("boxes.json"));
        assertEquals(List.of("boxes.json", "out.json"), names());
    }

    @Test
    void standardOutputThatIsAFileIsContinued() throws Exception {
        assertEquals(0, shell("{ echo a; $COPRA mask boxes.json -q -o /dev/stdout; echo b; } >all.txt").code);
        assertEquals("a\n" + masks + "b\n", read("all.txt"));
        assertEquals(0, shell("echo a >log; $COPRA mask boxes.json -q -o /dev/stdout >>log; echo b >>log").code);
        assertEquals("a\n" + masks + "b\n", read("log"));
    }

    @Test
    void descriptorsThatWereGivenAreWrittenTo() throws Exception {
        assertEquals(0, shell("$COPRA mask boxes.json -q -o /dev/fd/3 3>three.json").code);
        assertEquals(masks, read("three.json"));
        assertEquals(0, shell("echo a >log; $COPRA mask boxes.json -q -o /dev/fd/7 7>>log; echo b >>log").code);
        assertEquals("a\n" + masks + "b\n", read("log"));
        assertEquals(0, shell("$COPRA mask boxes.json -q -o >(cat >piped.json); wait $!; sleep .2").code);
        assertEquals(masks, read("piped.json"));
        assertEquals(masks, shell("$COPRA mask boxes.json -q -o /dev/fd/3 3>&1 | cat").out);
        Left readable = shell("$COPRA mask boxes.json -q -o /dev/fd/3 3<boxes.json");
        assertEquals(2, readable.code);
        assertEquals(BOXES, read("boxes.json"));
    }

    @Test
    void devicesAndPipesAreNotReplaced() throws Exception {
        Left full = shell("$COPRA mask boxes.json -o /dev/full");
        assertEquals(2, full.code);
        assertTrue(full.err.contains("/dev/full: No space left on device"), full.err);
        assertEquals(0, shell("$COPRA mask boxes.json -q -o /dev/null").code);
        assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
        assertEquals(0, shell("mkfifo pipe; cat pipe >got & $COPRA mask boxes.json -q -o pipe; wait").code);
        assertEquals(masks, read("got"));
        assertTrue(!Files.isRegularFile(folder.resolve("pipe"), LinkOption.NOFOLLOW_LINKS));
        assertEquals(2, shell("$COPRA mask boxes.json -o /dev/there-is-none").code);
    }

    @Test
    void theInputIsNotAppendedToItself() throws Exception {
        Left left = shell("$COPRA mask boxes.json >>boxes.json");
        assertEquals(2, left.code);
        assertTrue(left.err.contains("boxes.json is also where standard output goes"), left.err);
        assertEquals(BOXES, read("boxes.json"));
    }
}
