package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A validation on Spark answers what the command line answers, byte for byte. */
@Tag("spark")
final class SparkValidateTest {
    private static final Path GOLDEN = Path.of("src/test/resources/validate");

    @TempDir
    Path folder;

    @BeforeAll
    static void startSpark() {
        Programs.startSparkHere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate FILE --json --for all --tasks 3",
                "validate FILE --fail-on warning --places 2",
                "validate FILE --verbose"
            })
    void answersWhatTheCommandLineAnswers(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), broken());
        compare(command.replace("FILE", file + "").split(" "), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotation-id-duplicate.bad.json",
                "near-duplicate.bad.json",
                "bbox-xyxy.bad.json",
                "num-keypoints.bad.json",
                "results-mixed.bad.json",
                "panoptic-category.bad.json",
                "document-type.bad.json"
            })
    void answersTheSameOfDefects(String name) throws IOException {
        // a job keeps what it works on beside its input
        Path file = Files.copy(GOLDEN.resolve(name), folder.resolve(name));
        compare(new String[] {"validate", file + "", "--json", "--fail-on", "never"}, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "{\"annotations\": [{\"id\": 1}"})
    void saysWhatCannotBeRead(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("in.json"), text);
        compare(new String[] {"validate", file + "", "--json"}, 2);
    }

    /** Annotations before what they belong to, more of them than a block of the file that tasks read, ids of all kinds. */
    private static String broken() {
        StringBuilder text = new StringBuilder("{\"annotations\": [\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i > 0 ? ",\n" : "")
                    .append("{\"id\": ")
                    .append(i % 2500)
                    .append(", \"image_id\": ")
                    .append(i % 7 == 0 ? "\"b\"" : i % 7 == 1 ? "99" : "1")
                    .append(", \"category_id\": ")
                    .append(i % 11 == 0 ? 5 : 1)
                    .append(", \"bbox\": [")
                    .append(i % 90)
                    .append(i % 13 == 0 ? ", NaN" : ", 3")
                    .append(", 20, 10], \"area\": 200, \"iscrowd\": 0, \"segmentation\": [[1, 1, 9, 9, 9, 1, 1, 9]]}");
        }
        return text.append("],\n\"images\": [{\"id\": 1, \"file_name\": \"a.png\", \"height\": 50, \"width\": 100},")
                .append("{\"id\": \"b\", \"file_name\": \"A.png\", \"height\": 50, \"width\": 100}],")
                .append("\"categories\": [{\"id\": 1, \"name\": \"thing\"}]}")
                .toString();
    }

    private static void compare(String[] arguments, int code) {
        Programs.Outcome here = Programs.here(java.util.Arrays.stream(arguments)
                .filter(word -> !word.equals("--tasks") && !word.equals("3"))
                .toArray(String[]::new));
        Programs.Outcome spark = Programs.onSpark(arguments);
        assertEquals(here.out(), spark.out(), spark.err());
        assertEquals(code, here.code(), here.err());
        assertEquals(code, spark.code(), spark.err());
    }
}
