package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.testdata.JsonMutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs by which fuzzing came furthest into the code, and seeded changes of samples. */
@Tag("slow")
class AttackTest {
    private static List<Path> kept(Attack way) throws IOException {
        Path folder = Path.of("src/test/resources/attack", way.name().toLowerCase(Locale.ROOT));
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsReadOrRefused(Attack way) throws IOException {
        List<Path> kept = kept(way);
        assertTrue(kept.size() >= 20, () -> way + " has " + kept.size() + " inputs");
        for (Path file : kept) {
            attack(way, Files.readAllBytes(file), file.toString());
        }
    }

    /** The samples of formats, each damaged in some place. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.copra.LawCases#seeds")
    void aDamagedSampleIsReadOrRefused(long seed) throws IOException {
        Path samples = Path.of("testdata/formats");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(samples)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        for (int i = 0; i < LawCases.CASES_PER_SEED / 25; i++) {
            Path file = files.get(random.nextInt(files.size()));
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            String name = samples.relativize(file).toString().replace('\\', '/');
            input.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            input.write(mutator.mutate(Files.readAllBytes(file)));
            attack(Attack.FORMATS, input.toByteArray(), "seed " + seed + ", case " + i + ", " + name);
        }
    }

    private static void attack(Attack way, byte[] input, String what) {
        try {
            way.on(input);
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(way + ", " + what, e);
        }
    }

    /** The judge itself sees a failure. */
    @Test
    void anExitCodeThatThereIsNotIsAFailure() {
        assertThrows(AssertionError.class, () -> Attack.check("none-such-command", new Typed(3, "", "x")));
        assertThrows(AssertionError.class, () -> Attack.check("info -", new Typed(2, "", "For input string")));
    }
}
