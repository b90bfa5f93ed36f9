package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.testdata.JsonMutator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the input is, the commands that compare and cut data sets do their work or say why not; they never fail in their own code. */
class DamagedDataSetsTest {
    @TempDir
    Path folder;

    private final List<byte[]> documents = new ArrayList<>();
    private byte[] tiles;

    @BeforeEach
    void prepare() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB),
                "png",
                images.resolve("tiny.png").toFile());
        for (String place : List.of("testdata/odd", "src/test/resources/dialects")) {
            try (Stream<Path> files = Files.list(Path.of(place))) {
                for (Path file : files.filter(f -> !f.toString().endsWith(".gz"))
                        .sorted()
                        .toList()) {
                    documents.add(Files.readAllBytes(file));
                }
            }
        }
        Path cut = folder.resolve("cut");
        run(new byte[0], "tile testdata/odd/segmentation-shapes.json --size 20 -o " + cut);
        tiles = Files.readAllBytes(cut.resolve("annotations.json"));
        Files.write(folder.resolve("tiles.json"), tiles);
    }

    private Typed run(byte[] in, String line) {
        Typed typed = Typed.pipe(in, line.split(" "));
        String what = line + "\n" + new String(in, StandardCharsets.UTF_8) + "\n" + typed.err();
        assertFalse(typed.err().contains("bug in Copra") || typed.err().contains("\tat "), what);
        assertTrue(typed.code() >= 0 && typed.code() <= 2, what);
        if (typed.code() == 2) {
            assertTrue(typed.err().lines().reduce((a, b) -> b).orElse("").startsWith("copra: "), what);
        }
        return typed;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.copra.LawCases#seeds")
    void isReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        JsonMutator mutator = new JsonMutator(random);
        Path images = folder.resolve("images");
        Path out = folder.resolve("out");
        for (int i = 0; i < LawCases.CASES_PER_SEED / 10; i++) {
            byte[] document = documents.get(random.nextInt(documents.size()));
            byte[] damaged = mutator.mutate(document);
            switch (random.nextInt(4)) {
                case 0 -> diff(document, damaged, random.nextBoolean());
                case 1 -> run(damaged, "tile - --size 20x15 --images " + images + " --force --min-visible 0 -o " + out);
                case 2 ->
                    run(
                            damaged,
                            "crop - --padding 2 --background "
                                    + (random.nextBoolean() ? "keep" : "black") + " --images " + images
                                    + " --force -o " + out);
                default -> run(mutator.mutate(tiles), "tile - --untile " + folder.resolve("tiles.json"));
            }
        }
    }

    private void diff(byte[] before, byte[] after, boolean byOverlap) throws IOException {
        Path first = folder.resolve("first.json");
        Path patch = folder.resolve("patch.json");
        Path second = folder.resolve("second.json");
        Files.write(first, before);
        String match = byOverlap ? " --match iou" : "";
        Typed typed = run(after, "diff " + first + " - --patch " + patch + match);
        if (typed.code() < 2) {
            assertFalse(run(new byte[0], "patch " + first + " " + patch + " -o " + second)
                            .code()
                    > 0);
            assertArrayEquals(after, Files.readAllBytes(second));
        }
    }
}
