package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.LawCases;
import dev.copra.testdata.JsonMutator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the input is, a command does its work or says in one line why not; it never fails in its own code. */
class DamagedInputTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final List<String[]> COMMANDS = Stream.of(
                    "info -",
                    "info - --json",
                    "mask -",
                    "mask - --only all --crowd --strategy polygon --shape category --segmentation polygon --tight-box",
                    "mask - --only boxes --strategy polygon --shape keypoints --box cxcywh --nan null",
                    "mask - --category bird --segmentation counts --max-pixels 100000",
                    "convert - --segmentation rle --nan null",
                    "convert - --segmentation polygon --simplify 1",
                    "convert - --segmentation counts --fail-fast",
                    "rle area -",
                    "rle trace -")
            .map(line -> line.split(" "))
            .toList();

    static LongStream seeds() {
        return LawCases.seeds();
    }

    private static List<byte[]> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("testdata", "odd"))) {
            return files.sorted()
                    .filter(f -> !f.toString().endsWith(".gz"))
                    .map(DamagedInputTest::read)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        List<byte[]> documents = documents();
        for (int i = 0; i < LawCases.CASES_PER_SEED / 10; i++) {
            byte[] damaged = mutator.mutate(documents.get(random.nextInt(documents.size())));
            String[] command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            Typed typed = Typed.pipe(damaged, command);
            String what =
                    String.join(" ", command) + "\n" + new String(damaged, StandardCharsets.UTF_8) + "\n" + typed.err();
            assertFalse(typed.err().contains("bug in Copra") || typed.err().contains("\tat "), what);
            assertTrue(typed.code() >= 0 && typed.code() <= 2, what);
            if (typed.code() == 2 || command[command.length - 1].equals("--fail-fast") && typed.code() == 1) {
                assertTrue(typed.err().lines().reduce((a, b) -> b).orElse("").startsWith("copra: "), what);
            } else if (!command[0].equals("info")) {
                assertJson(typed.out(), what);
            }
        }
    }

    /** Any number of JSON values. */
    private static void assertJson(String text, String what) throws IOException {
        // half a surrogate pair may be written as an escape, but Jackson refuses it in a name
        String readable = text.replace("\\ud800", "A");
        try (JsonParser parser = JSON.createParser(readable.startsWith("\ufeff") ? readable.substring(1) : readable)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            assertEquals("JSON", e.getMessage(), what + "\n" + text);
        }
    }
}
