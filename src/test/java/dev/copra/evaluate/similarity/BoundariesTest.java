package dev.copra.evaluate.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.LawCases;
import dev.copra.evaluate.Documents;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BoundariesTest {
    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest
    @CsvSource({"480, 640, 16", "427, 640, 15", "75, 100, 2", "1, 1, 1"})
    void widthAsPython(int height, int width, int expected) {
        assertEquals(expected, Boundaries.width(height, width, .02));
    }

    /** Erosion pixel by pixel, what lies outside the image being no part of the mask. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bandAsByPixels(long seed) {
        Random random = new Random(seed);
        RandomMasks source = new RandomMasks(random);
        for (int round = 0; round < 20; round++) {
            int height = source.side();
            int width = source.side();
            Rle mask = random.nextInt(3) == 0 ? Rle.full(height, width) : source.next(height, width);
            double ratio = random.nextDouble() * .2;
            int d = Boundaries.width(height, width, ratio);
            byte[] dense = mask.toDense();
            byte[] band = dense.clone();
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    boolean inside = true;
                    for (int dx = -d; dx <= d && inside; dx++) {
                        for (int dy = -d; dy <= d && inside; dy++) {
                            inside = x + dx >= 0
                                    && x + dx < width
                                    && y + dy >= 0
                                    && y + dy < height
                                    && dense[y + dy + height * (x + dx)] != 0;
                        }
                    }
                    band[y + height * x] &= (byte) (inside ? 0 : 1);
                }
            }
            assertEquals(Rle.ofDense(band, height, width), Boundaries.of(mask, ratio), "seed " + seed);
        }
    }

    /**
     * A square of 40 in an image of 100 x 100, found 4 pixels to the right. d = round(2.83) = 3. Masks: 36 x 40 of 1760, IoU .818.
     * Bands: of each 1600 - 34 x 34 = 444. Common: of the 36 x 40 where both squares are, without the inner parts, which
     * cover 2 x 33 x 34 - 30 x 34 = 1224 of them: 216, so IoU 216 / 672 = .3214.
     */
    @Test
    void lesserOfTheTwo() throws Exception {
        String truth = """
                {"images": [{"id": 1, "height": 100, "width": 100}], "categories": [{"id": 1, "name": "a"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "area": 1600, "iscrowd": %d,
                  "segmentation": [[10, 10, 10, 50, 50, 50, 50, 10]]}]}""";
        String results = """
                [{"image_id": 1, "category_id": 1, "score": 1,
                  "segmentation": [[14, 10, 14, 50, 54, 50, 54, 10]]}]""";
        Rules boundary = Rules.coco(Kind.BOUNDARY);
        Map<String, Double> figures = Documents.evaluate(truth.formatted(0), results, boundary);
        assertEquals(0, figures.get("AP50"));
        assertEquals(
                .7,
                Documents.evaluate(truth.formatted(0), results, Rules.coco(Kind.SEGM))
                        .get("AR100"),
                1e-12);
        Rules low = new Rules(
                Kind.BOUNDARY,
                new double[] {.31, .32, .33},
                boundary.recalls(),
                boundary.areas(),
                boundary.maxDetections(),
                true,
                false,
                false,
                .02,
                null);
        assertEquals(
                2 / 3., Documents.evaluate(truth.formatted(0), results, low).get("AR100"), 1e-12);
        assertEquals(-1, Documents.evaluate(truth.formatted(1), results, low).get("AR100"), "a crowd alone");
    }
}
