package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.mask.Rle;
import dev.copra.model.SamStubs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code copra mask --strategy onnx}, with stand-in models whose answer is the ellipse in each box. */
class OnnxMaskTest {
    private static final int HEIGHT = 192;
    private static final int WIDTH = 256;

    @TempDir
    private Path directory;

    private Path boxes;

    @BeforeEach
    void write() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", directory.resolve("a.png").toFile());
        boxes = Files.writeString(directory.resolve("boxes.json"), """
                {"images": [{"id": 1, "width": 256, "height": 192, "file_name": "a.png"}],
                 "categories": [{"id": 1, "name": "plum"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "bbox": [50.3, 40.1, 100.4, 60.2]},
                  {"id": 2, "image_id": 1, "category_id": 1, "bbox": [160.6, 10.25, 80, 190]},
                  {"id": 3, "image_id": 1, "category_id": 1, "bbox": [400, 10, 80, 170]}]}
                """);
    }

    private Typed mask(String... more) {
        String[] args = new String[more.length + 6];
        String[] first = {"mask", boxes.toString(), "--images", directory.toString(), "-o", out().toString()};
        System.arraycopy(first, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return Typed.copra(args);
    }

    private Path out() {
        return directory.resolve("masks.json");
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    /** The pixels whose centres lie in the ellipse that touches a box's sides, cut off at the image. */
    private static Rle ellipse(double x, double y, double width, double height) {
        byte[] dense = new byte[HEIGHT * WIDTH];
        for (int i = 0; i < dense.length; i++) {
            double u = (i / HEIGHT + .5 - x) / width * 2 - 1;
            double v = (i % HEIGHT + .5 - y) / height * 2 - 1;
            dense[i] = (byte) (u * u + v * v < 1 ? 1 : 0);
        }
        return Rle.ofDense(dense, HEIGHT, WIDTH);
    }

    private void assertEllipses() throws IOException {
        JsonNode annotations =
                new JsonMapper().readTree(Files.readAllBytes(out())).get("annotations");
        for (int i = 0; i < 2; i++) {
            JsonNode annotation = annotations.get(i);
            JsonNode box = annotation.get("bbox");
            Rle expected = ellipse(
                    box.get(0).asDouble(),
                    box.get(1).asDouble(),
                    box.get(2).asDouble(),
                    box.get(3).asDouble());
            Rle mask = Rle.parse(
                    HEIGHT, WIDTH, annotation.get("segmentation").get("counts").asText());
            long wrong =
                    mask.difference(expected).area() + expected.difference(mask).area();
            // the graph computes in floats
            assertTrue(wrong <= 2, "annotation " + i + " differs in " + wrong + " pixels");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void samAnswersTheEllipse(int tokens) throws IOException {
        Typed typed = mask(
                "--model",
                file("decoder.onnx", SamStubs.decoder(tokens)),
                "--encoder",
                file("encoder.onnx", SamStubs.encoder()),
                "--scores");
        assertEquals(0, typed.code(), typed.err());
        assertTrue(typed.err().contains("3 masks made (onnx) on 1 image"), typed.err());
        assertTrue(typed.err().contains("1 by the fallback: box outside the image"), typed.err());
        assertEllipses();
        assertTrue(Files.readString(out()).contains("\"score\": 0.75"), Files.readString(out()));
    }
}
