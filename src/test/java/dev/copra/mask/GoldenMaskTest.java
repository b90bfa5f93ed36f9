package dev.copra.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer of pycocotools about dense masks and pairs of masks, to the last bit. */
class GoldenMaskTest {

    @Test
    void denseMasks() throws IOException {
        List<JsonNode> lines = GoldenLines.read("masks");
        assertEquals(600, lines.size());
        for (JsonNode line : lines) {
            int height = line.get("height").asInt();
            int width = line.get("width").asInt();
            byte[] dense = new byte[height * width];
            for (int y = 0; y < height; y++) {
                String row = line.get("rows").get(y).asText();
                for (int x = 0; x < width; x++) {
                    dense[y + height * x] = (byte) (row.charAt(x) - '0');
                }
            }
            Rle mask = Rle.ofDense(dense, height, width);
            String counts = line.get("rle").get("counts").asText();
            assertEquals(counts, mask.toCountsString(), line::toString);
            assertEquals(mask, GoldenLines.rle(line.get("rle")), line::toString);
            assertArrayEquals(dense, mask.toDense(), line::toString);
            assertEquals(line.get("area").asLong(), mask.area(), line::toString);
            assertEquals(box(line.get("bbox")), mask.bounds(), line::toString);
        }
    }

    @Test
    void pairs() throws IOException {
        List<JsonNode> lines = GoldenLines.read("pairs");
        assertEquals(1000, lines.size());
        for (JsonNode line : lines) {
            Rle a = GoldenLines.rle(line.get("a"));
            Rle b = GoldenLines.rle(line.get("b"));
            assertEquals(GoldenLines.rle(line.get("union")), a.union(b), line::toString);
            assertEquals(GoldenLines.rle(line.get("union")), Rle.union(List.of(a, b)), line::toString);
            assertEquals(GoldenLines.rle(line.get("intersection")), a.intersection(b), line::toString);
            assertEquals(line.get("iou").asDouble(), a.iou(b), line::toString);
            assertEquals(line.get("iouCrowd").asDouble(), a.crowdIou(b), line::toString);
        }
    }

    private static Box box(JsonNode node) {
        double[] xywh = GoldenLines.numbers(node);
        return new Box(xywh[0], xywh[1], xywh[2], xywh[3]);
    }
}
