package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.image.Resampling.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Resampling against Pillow, OpenCV and PyTorch; {@code scripts/model-golden} asked them. */
final class GoldenResamplingTest {
    @Test
    void equalsTheOriginals() throws IOException {
        List<JsonNode> lines;
        try (InputStream in = GoldenResamplingTest.class.getResourceAsStream("/model/resize.jsonl")) {
            lines = GoldenLines.read(in);
        }
        Set<String> compared = new HashSet<>();
        for (JsonNode line : lines) {
            String by = line.get("by").asText();
            Kernel kernel = Kernel.valueOf(line.get("kernel").asText());
            compared.add(by + " " + kernel);
            int width = line.get("width").asInt();
            Resampling across = new Resampling(width, line.get("targetWidth").asInt(), kernel);
            Resampling down = new Resampling(
                    line.get("height").asInt(), line.get("targetHeight").asInt(), kernel);
            double[] answer = GoldenLines.numbers(line.get("answer"));
            if (by.equals("torch")) {
                float[] plane = floats(GoldenLines.numbers(line.get("floats")));
                assertArrayEquals(floats(answer), Resampling.whole(plane, across, down), 2e-5f, by + " " + kernel);
                continue;
            }
            double[] numbers = GoldenLines.numbers(line.get("bytes"));
            // the plane as it lies in a larger image
            byte[] plane = new byte[3 + (width + 2) * down.source];
            for (int i = 0; i < numbers.length; i++) {
                plane[3 + i / width * (width + 2) + i % width] = (byte) numbers[i];
            }
            byte[] found = Resampling.eightBit(plane, 3, width + 2, across, down);
            assertEquals(answer.length, found.length);
            for (int i = 0; i < found.length; i++) {
                // OpenCV rounds otherwise
                int tolerance = by.equals("OpenCV") ? 1 : 0;
                assertTrue(Math.abs((found[i] & 0xff) - answer[i]) <= tolerance, by + " " + kernel + ", " + i);
            }
        }
        assertEquals(
                Set.of(
                        "Pillow TRIANGLE",
                        "Pillow CUBIC",
                        "Pillow LANCZOS",
                        "OpenCV LINEAR",
                        "torch LINEAR",
                        "torch TRIANGLE"),
                compared);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
