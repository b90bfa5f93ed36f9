package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.model.PixelStubs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code copra mask} with models that say what each pixel is: masks of the highest expected IoU. The stand-in's probability is
 * sigmoid(8 (red - blue)), stretched so that the ground has 0 and the core 1.
 */
@Tag("slow")
final class PixelModelMasksTest {
    /** Probability 1, .42 and 0. */
    private static final Color CORE = new Color(200, 0, 72);

    private static final Color RING = new Color(100, 0, 110);
    private static final Color GROUND = new Color(20, 0, 173);

    @TempDir
    private Path directory;

    private Path boxes;

    @BeforeEach
    void write() throws IOException {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, GROUND, 0, 0, 200, 150);
        // a core of 30 x 40 in a ring of 60 x 60, which is the first box
        fill(graphics, RING, 20, 20, 60, 60);
        fill(graphics, CORE, 35, 30, 30, 40);
        // an object of 30 x 30 and a piece of 6 x 6 in the corner of the second box
        fill(graphics, CORE, 120, 20, 30, 30);
        fill(graphics, CORE, 154, 54, 6, 6);
        graphics.dispose();
        ImageIO.write(image, "png", directory.resolve("a.png").toFile());
        boxes = Files.writeString(directory.resolve("boxes.json"), """
                {"images": [{"id": 1, "width": 200, "height": 150, "file_name": "a.png"}],
                 "categories": [{"id": 1, "name": "plum"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "bbox": [20, 20, 60, 60]},
                  {"id": 2, "image_id": 1, "category_id": 1, "bbox": [118, 18, 44, 44]}]}
                """);
    }

    private static void fill(Graphics2D graphics, Color colour, int x, int y, int width, int height) {
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
    }

    private Typed mask(byte[] model, String... more) throws IOException {
        Path file = Files.write(directory.resolve("model.onnx"), model);
        List<String> args = new ArrayList<>(List.of(
                "mask",
                boxes.toString(),
                "--images",
                directory.toString(),
                "--model",
                file.toString(),
                "--scores",
                "-o",
                directory.resolve("masks.json").toString()));
        args.addAll(Arrays.asList(more));
        return Typed.copra(args.toArray(String[]::new));
    }

    private JsonNode annotation(int at) throws IOException {
        return new JsonMapper()
                .readTree(Files.readAllBytes(directory.resolve("masks.json")))
                .get("annotations")
                .get(at);
    }

    private void assertMask(int at, double area, double score, double tolerance) throws IOException {
        JsonNode annotation = annotation(at);
        assertEquals(area, annotation.get("area").asDouble(), tolerance * area, annotation.toString());
        assertEquals(score, annotation.get("score").asDouble(), .03, annotation.toString());
    }

    /** All of the ring: (1200 + .42 * 2400) / 3600 is more than the core's 1200 / (1200 + .42 * 2400). */
    @Test
    void theMaskIsTheOneOfTheHighestExpectedIou() throws IOException {
        Typed typed = mask(PixelStubs.saliencyLast(256, true));
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("mean confidence"), typed.err());
        assertMask(0, 3600, .613, .08);
    }

    @Test
    void aThresholdThatIsStatedIsKept() throws IOException {
        assertEquals(
                0,
                mask(PixelStubs.saliencyLast(256, true), "--model-option", "threshold=0.5")
                        .code());
        assertMask(0, 1200, .543, .08);
    }

    @Test
    void piecesOfNeighboursAreDropped() throws IOException {
        mask(PixelStubs.saliencyLast(256, true));
        assertEquals(900, annotation(1).get("area").asDouble(), 50);
    }

    @Test
    void doubtfulMasksGetTheFallback() throws IOException {
        Typed typed = mask(PixelStubs.saliencyLast(256, true), "--min-confidence", ".75", "--fallback", "box");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("1 by the fallback: low confidence"), typed.err());
        assertMask(0, 3600, 0, 0);
        assertEquals(900, annotation(1).get("area").asDouble(), 50);
    }

    /** What sees nothing gives no confident mask. */
    @Test
    void aModelThatSeesNothingIsSaidSo() throws IOException {
        Typed typed = mask(PixelStubs.even(320, -6));
        assertEquals(1, typed.code(), typed.err());
        assertTrue(typed.err().contains("2 by the fallback: a mask without a pixel"), typed.err());
        assertEquals(0, annotation(0).get("score").asDouble());
        assertEquals(Math.PI / 4 * 3600, annotation(0).get("area").asDouble(), 60);
    }
}
