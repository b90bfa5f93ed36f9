package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures on Spark are those of the command line, to the last digit. */
@Tag("spark")
final class SparkFiguresTest {
    private static final String SCENES = "testdata/scenes/instances.json";

    @TempDir
    Path folder;

    @BeforeAll
    static void startSpark() {
        Programs.startSparkHere();
        TestStore.register();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval TRUTH RESULTS --type segm --per-category",
                "eval TRUTH RESULTS --json",
                "stats TRUTH --all",
                "stats TRUTH --json --category 1",
                "stats MASKS --json"
            })
    void areThoseOfTheCommandLine(String command) throws IOException {
        Path truth = Files.copy(Path.of(SCENES), folder.resolve("truth.json"));
        Path masks = folder.resolve("masks.json");
        Path results = folder.resolve("results.json");
        Programs.here("mask", truth + "", "--only", "all", "--strategy", "fill", "-o", masks + "");
        Programs.here(
                "mask",
                truth + "",
                "--only",
                "all",
                "--strategy",
                "level-set",
                "--images",
                "testdata/scenes/images",
                "--scores",
                "-o",
                results + "");
        String[] arguments = command.replace("TRUTH", truth + "")
                .replace("RESULTS", results + "")
                .replace("MASKS", masks + "")
                .split(" ");
        Programs.Outcome here = Programs.here(arguments);
        Programs.Outcome spark = Programs.onSpark(arguments);
        assertEquals(here.out(), spark.out(), spark.err());
        assertEquals(here.code(), spark.code(), spark.err());
    }

    @Test
    void whatWasCountedIsWrittenToAStore() throws IOException {
        Path truth = Files.copy(Path.of(SCENES), folder.resolve("truth.json"));
        Path here = folder.resolve("here.json");
        Path there = folder.resolve("there.json");
        Programs.onSpark("eval", truth + "", truth + "", "--partial", here + "");
        Programs.onSpark("eval", truth + "", truth + "", "--partial", TestStore.name(there));
        assertEquals(Files.readString(here), Files.readString(there));
    }

    @Test
    void nothingIsLeftBesideTheInput() throws IOException {
        Path truth = Files.copy(Path.of(SCENES), folder.resolve("truth.json"));
        for (String command :
                List.of("stats TRUTH", "eval TRUTH TRUTH", "validate TRUTH", "stats TRUTH --category absent")) {
            Programs.onSpark(command.replace("TRUTH", truth + "").split(" "));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(truth), files.toList(), command);
            }
        }
    }
}
