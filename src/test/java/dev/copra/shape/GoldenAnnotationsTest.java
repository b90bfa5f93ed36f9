package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.GoldenLines;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every annotation of a real file becomes the mask that pycocotools' {@code annToRLE} makes of it. */
class GoldenAnnotationsTest {

    @Test
    void annotations() throws IOException {
        String shared = System.getenv("COPRA_SHARED");
        assumeTrue(shared != null, "COPRA_SHARED does not name the folder of the COCO development data");
        JsonNode document = new ObjectMapper()
                .readTree(
                        Path.of(shared, "data", "coco-dev", "annotations.json").toFile());
        Map<Long, JsonNode> images = new HashMap<>();
        document.get("images").forEach(image -> images.put(image.get("id").asLong(), image));
        Map<Long, JsonNode> annotations = new HashMap<>();
        document.get("annotations")
                .forEach(annotation -> annotations.put(annotation.get("id").asLong(), annotation));
        List<JsonNode> lines;
        try (InputStream in = Files.newInputStream(Path.of(shared, "golden", "annotations.jsonl"))) {
            lines = GoldenLines.read(in);
        }
        assertEquals(annotations.size(), lines.size());
        for (JsonNode line : lines) {
            JsonNode annotation = annotations.get(line.get("id").asLong());
            JsonNode image = images.get(annotation.get("image_id").asLong());
            Rle mask = mask(annotation.get("segmentation"), image);
            String id = "annotation " + line.get("id");
            assertEquals(line.get("rle").get("counts").asText(), mask.toCountsString(), id);
            assertEquals(line.get("area").asLong(), mask.area(), id);
            Box bounds = mask.bounds();
            double[] xywh = {bounds.x(), bounds.y(), bounds.width(), bounds.height()};
            assertArrayEquals(GoldenLines.numbers(line.get("bbox")), xywh, id);
            List<double[]> rings = MaskTracer.trace(mask);
            assertEquals(mask, new PolygonRasterizer().rasterize(rings, mask.height(), mask.width()), id);
        }
    }

    private static Rle mask(JsonNode segmentation, JsonNode image) {
        int height = image.get("height").asInt();
        int width = image.get("width").asInt();
        if (segmentation.isArray()) {
            return new PolygonRasterizer().rasterize(GoldenLines.rings(segmentation), height, width);
        }
        JsonNode counts = segmentation.get("counts");
        if (counts.isTextual()) {
            return GoldenLines.rle(segmentation);
        }
        int[] runs = new int[counts.size()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = counts.get(i).asInt();
        }
        return new Rle(height, width, runs);
    }
}
