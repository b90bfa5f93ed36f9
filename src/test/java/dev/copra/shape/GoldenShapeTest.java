package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer of pycocotools about polygons and boxes, to the last bit. */
class GoldenShapeTest {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    @Test
    void polygons() throws IOException {
        List<JsonNode> lines = GoldenLines.read("polygons");
        assertEquals(3000, lines.size());
        for (JsonNode line : lines) {
            List<double[]> rings = GoldenLines.rings(line.get("rings"));
            Rle mask = rasterizer.rasterize(
                    rings, line.get("height").asInt(), line.get("width").asInt());
            check(line, mask, "bbox");
            assertEquals(mask, rasterizer.rasterize(MaskTracer.trace(mask), mask.height(), mask.width()));
        }
    }

    @Test
    void boxes() throws IOException {
        List<JsonNode> lines = GoldenLines.read("boxes");
        assertEquals(1000, lines.size());
        for (JsonNode line : lines) {
            double[] xywh = GoldenLines.numbers(line.get("bbox"));
            Box box = new Box(xywh[0], xywh[1], xywh[2], xywh[3]);
            check(
                    line,
                    BoxRasterizer.rasterize(
                            box, line.get("height").asInt(), line.get("width").asInt()),
                    "toBbox");
        }
    }

    private static void check(JsonNode line, Rle mask, String bounds) {
        assertEquals(line.get("rle").get("counts").asText(), mask.toCountsString(), line::toString);
        assertEquals(GoldenLines.rle(line.get("rle")), mask, line::toString);
        assertEquals(line.get("area").asLong(), mask.area(), line::toString);
        double[] xywh = GoldenLines.numbers(line.get(bounds));
        assertEquals(new Box(xywh[0], xywh[1], xywh[2], xywh[3]), mask.bounds(), line::toString);
    }
}
