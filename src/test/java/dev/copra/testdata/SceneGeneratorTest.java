package dev.copra.testdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is committed is what the generator makes. */
@Tag("slow")
class SceneGeneratorTest {
    private static final Path TESTDATA = Path.of("testdata");
    private static List<Scene> scenes;

    @BeforeAll
    static void paint() {
        scenes = Scenes.all();
    }

    @Test
    void documentsAreTheCommittedOnes() throws IOException {
        for (Map.Entry<String, byte[]> made : SceneGenerator.documents(scenes).entrySet()) {
            byte[] committed = Files.readAllBytes(TESTDATA.resolve(made.getKey()));
            boolean gz = made.getKey().endsWith(".gz");
            // Compressed bytes may differ from zlib to zlib.
            assertArrayEquals(
                    gz ? unzip(made.getValue()) : made.getValue(),
                    gz ? unzip(committed) : committed,
                    made.getKey() + ": run scripts/testdata");
        }
    }

    @Test
    void nothingElseIsCommitted() throws IOException {
        TreeSet<String> expected =
                new TreeSet<>(SceneGenerator.documents(scenes).keySet());
        scenes.forEach(scene -> expected.add("scenes/images/" + scene.fileName));
        try (Stream<Path> scenesFiles = Files.walk(TESTDATA.resolve("scenes"));
                Stream<Path> oddFiles = Files.walk(TESTDATA.resolve("odd"))) {
            assertEquals(
                    expected,
                    Stream.concat(scenesFiles, oddFiles)
                            .filter(Files::isRegularFile)
                            .map(file -> TESTDATA.relativize(file).toString().replace('\\', '/'))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void imagesShowTheScenes() throws IOException {
        for (Scene scene : scenes) {
            BufferedImage committed = ImageIO.read(
                    TESTDATA.resolve("scenes/images").resolve(scene.fileName).toFile());
            BufferedImage made = SceneGenerator.picture(scene);
            assertEquals(made.getWidth(), committed.getWidth(), scene.fileName);
            assertEquals(made.getHeight(), committed.getHeight(), scene.fileName);
            assertEquals(
                    made.getColorModel().getNumComponents(),
                    committed.getColorModel().getNumComponents());
            double difference = difference(made, committed);
            double allowed = scene.fileName.endsWith(".png") ? 0 : 5;
            assertTrue(difference <= allowed, scene.fileName + " differs by " + difference + ": run scripts/testdata");
        }
    }

    @Test
    void aPixelShowsAtMostOneThing() {
        for (Scene scene : scenes) {
            int[] seen = new int[scene.canvas.width * scene.canvas.height];
            for (int thing = 1; thing <= scene.things.size(); thing++) {
                byte[] mask = scene.canvas.mask(thing);
                for (int i = 0; i < mask.length; i++) {
                    seen[i] += mask[i];
                    assertTrue(seen[i] <= 1, scene.fileName + " pixel " + i);
                }
            }
        }
    }

    /** Mean absolute difference of the channels. */
    private static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }

    private static byte[] unzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
