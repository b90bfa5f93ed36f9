package dev.copra.overlap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The best overlap of each object, against looking at all pairs. */
class NeighboursTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 30", "5, 200", "6, 700"})
    void looksAtAllPairs(long seed, int count) {
        Random random = new Random(seed);
        double[] boxes = new double[4 * count];
        int[] group = new int[count];
        for (int i = 0; i < count; i++) {
            boxes[4 * i] = 200 * random.nextDouble();
            boxes[4 * i + 1] = 200 * random.nextDouble();
            boxes[4 * i + 2] = random.nextInt(20) == 0 ? 0 : Math.exp(6 * random.nextDouble());
            boxes[4 * i + 3] = Math.exp(6 * random.nextDouble());
            group[i] = random.nextInt(3);
        }
        double[] within = new double[count];
        double[] across = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double iou = i == j ? 0 : BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
                double[] best = group[i] == group[j] ? within : across;
                best[i] = Math.max(best[i], iou);
            }
        }
        double[] foundWithin = new double[count];
        double[] foundAcross = new double[count];
        Neighbours.best(boxes, Suppression.Overlap.ofBoxes(boxes), group, foundWithin, foundAcross);
        assertArrayEquals(within, foundWithin, 1e-12);
        assertArrayEquals(across, foundAcross, 1e-12);
    }
}
