package dev.copra.model.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.GoldenLines;
import dev.copra.image.Resampling;
import dev.copra.mask.Box;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.Pasting;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.Settings;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models' maps over the image against the Python originals; {@code scripts/model-golden} asked them. */
final class GoldenMapsTest {
    private static List<JsonNode> lines(String name) throws IOException {
        try (InputStream in = GoldenMapsTest.class.getResourceAsStream("/model/" + name + ".jsonl")) {
            return GoldenLines.read(in);
        }
    }

    private static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) array.get(i).asDouble();
        }
        return floats;
    }

    @Test
    void aMapOfABoxIsPastedAsEachProjectDoes() throws IOException {
        Set<Pasting> compared = EnumSet.noneOf(Pasting.class);
        for (JsonNode line : lines("paste")) {
            Pasting pasting = Pasting.valueOf(line.get("pasting").asText());
            compared.add(pasting);
            int height = line.get("height").asInt();
            int width = line.get("width").asInt();
            int side = line.get("side").asInt();
            double[] corners = GoldenLines.numbers(line.get("box"));
            Box box = Box.ofCorners(corners[0], corners[1], corners[2], corners[3]);
            Patch patch = pasting.paste(floats(line.get("mask")), side, side, box, height, width);
            float[] answer = floats(line.get("answer"));
            for (int i = 0; i < answer.length; i++) {
                int x = i % width;
                int y = i / width;
                boolean touched = pasting != Pasting.EXACT
                        || x + 1 > box.x() && x < box.right() && y + 1 > box.y() && y < box.bottom();
                assertEquals(touched ? answer[i] : 0, value(patch, x, y), 2e-5, pasting + " " + box + " at " + i);
            }
        }
        assertEquals(EnumSet.allOf(Pasting.class), compared);
    }

    @Test
    void aMapOfTheInputIsEnlargedWithoutThePadding() throws IOException {
        for (JsonNode line : lines("grid")) {
            int height = line.get("height").asInt();
            int width = line.get("width").asInt();
            Placement placement = new Placement(
                    height,
                    width,
                    line.get("scaledHeight").asInt(),
                    line.get("scaledWidth").asInt(),
                    line.get("top").asInt(),
                    line.get("left").asInt(),
                    line.get("inputHeight").asInt(),
                    line.get("inputWidth").asInt());
            Grid grid = new Grid(
                    floats(line.get("values")),
                    line.get("gridHeight").asInt(),
                    line.get("gridWidth").asInt());
            float[] answer = floats(line.get("answer"));
            Patch patch = grid.at(placement, new Box(3.5, 2, width - 3.5, height));
            for (int y = 2; y < height; y++) {
                for (int x = 3; x < width; x++) {
                    assertEquals(answer[y * width + x], value(patch, x, y), 2e-5, placement + " at " + x + ", " + y);
                }
            }
        }
    }

    @Test
    void whatIsSalientGetsTheImagesSizeAsRembgGivesIt() throws Exception {
        for (JsonNode line : lines("saliency")) {
            int height = line.get("height").asInt();
            int width = line.get("width").asInt();
            int gridHeight = line.get("gridHeight").asInt();
            int gridWidth = line.get("gridWidth").asInt();
            Tensor values = Tensor.of(
                    ElementType.FLOAT,
                    new long[] {1, 1, gridHeight, gridWidth},
                    GoldenLines.numbers(line.get("values")));
            Placement placement = Placement.stretch(height, width, gridHeight, gridWidth);
            Box box = new Box(2.5, 1, width - 4, height - 3);
            Patch lanczos = salient(values, Resampling.Kernel.LANCZOS, placement, box);
            Patch linear = salient(values, Resampling.Kernel.TRIANGLE, placement, box);
            float[] answer = floats(line.get("answer"));
            double most = 0;
            for (int y = 1; y < height - 2; y++) {
                for (int x = 2; x < width - 2; x++) {
                    // the six digits of a value may cut it to another whole number
                    assertEquals(answer[y * width + x], 255 * value(lanczos, x, y), 2, height + " x " + width);
                    most = Math.max(most, Math.abs(answer[y * width + x] - 255 * value(linear, x, y)));
                }
            }
            assertEquals(height != gridHeight, most > 5, "linear is something else: " + most);
        }
    }

    private static Patch salient(Tensor values, Resampling.Kernel kernel, Placement placement, Box box)
            throws ModelException {
        return new Saliency.Reader("d0", null, Settings.Values.PROBABILITIES, kernel)
                .map(Map.of("d0", values), placement, box, null)
                .patch();
    }

    /** 0 outside of the patch. */
    private static float value(Patch patch, int x, int y) {
        int column = x - patch.left();
        int row = y - patch.top();
        boolean inside = column >= 0 && column < patch.width() && row >= 0 && row < patch.height();
        return inside ? patch.values()[row * patch.width() + column] : 0;
    }
}
