package dev.copra.overlap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the papers' pseudocode, written down as it stands there, on boxes with many equal scores. */
class SuppressionTest {
    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hard(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            double[] boxes = boxes(random);
            double[] scores = scores(random, boxes.length / 4);
            Suppression.Overlap overlap = (i, j) -> BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
            double threshold = random.nextInt(10) / 10.;
            List<Integer> left = indices(scores);
            double[] expected = new double[scores.length];
            java.util.Arrays.fill(expected, Suppression.GONE);
            while (!left.isEmpty()) {
                int best = left.remove(0);
                expected[best] = scores[best];
                left.removeIf(j -> overlap.of(best, j) > threshold);
            }
            assertArrayEquals(
                    expected, Suppression.suppress(Suppression.Method.HARD, scores, boxes, overlap, threshold, .5, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soft(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            double[] boxes = boxes(random);
            double[] scores = scores(random, boxes.length / 4);
            Suppression.Overlap overlap = (i, j) -> BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
            for (Suppression.Method method : List.of(Suppression.Method.LINEAR, Suppression.Method.GAUSSIAN)) {
                double[] current = scores.clone();
                double[] expected = new double[scores.length];
                List<Integer> left = new ArrayList<>();
                for (int i = 0; i < scores.length; i++) {
                    left.add(i);
                }
                while (!left.isEmpty()) {
                    int best = left.stream()
                            .max(Comparator.<Integer>comparingDouble(i -> current[i])
                                    .thenComparing(i -> -i))
                            .get();
                    left.remove((Integer) best);
                    if (current[best] < .05) {
                        expected[best] = Suppression.GONE;
                        continue;
                    }
                    expected[best] = current[best];
                    for (int j : left) {
                        double iou = overlap.of(best, j);
                        if (method == Suppression.Method.GAUSSIAN) {
                            current[j] = current[j] * Math.exp(-(iou * iou) / .5);
                        } else if (iou > .3) {
                            current[j] = current[j] * (1 - iou);
                        }
                    }
                }
                assertArrayEquals(expected, Suppression.suppress(method, scores, boxes, overlap, .3, .5, .05));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void matrix(long seed) {
        Random random = new Random(seed);
        double[] boxes = boxes(random);
        double[] scores = scores(random, boxes.length / 4);
        Suppression.Overlap overlap = (i, j) -> BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
        // Algorithm of SOLOv2, section 3.3: whole matrices, in the order of the scores
        List<Integer> order = indices(scores);
        int n = order.size();
        double[] expected = new double[n];
        for (int j = 0; j < n; j++) {
            double decay = 1;
            for (int i = 0; i < j; i++) {
                double compensation = 0;
                for (int k = 0; k < i; k++) {
                    compensation = Math.max(compensation, overlap.of(order.get(k), order.get(i)));
                }
                double iou = overlap.of(order.get(i), order.get(j));
                decay = Math.min(decay, Math.exp(-iou * iou / .5) / Math.exp(-compensation * compensation / .5));
            }
            double score = scores[order.get(j)] * decay;
            expected[order.get(j)] = score < 1e-6 ? Suppression.GONE : score;
        }
        assertArrayEquals(
                expected, Suppression.suppress(Suppression.Method.MATRIX, scores, boxes, overlap, .5, .5, 1e-6), 1e-14);
    }

    /** Boxes of all sizes and places, far away and without extent: no pair that overlaps is missed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theGridMissesNoPair(long seed) {
        Random random = new Random(seed);
        int count = 300;
        double[] boxes = new double[4 * count];
        for (int i = 0; i < boxes.length; i += 4) {
            double scale = Math.pow(10, random.nextInt(10) - 4);
            for (int k = 0; k < 4; k++) {
                boxes[i + k] = scale * (random.nextInt(8) - (k < 2 ? 4 : 1));
            }
            if (random.nextInt(20) == 0) {
                boxes[i + random.nextInt(2)] = random.nextBoolean() ? 1e300 : -1e300;
                boxes[i + 2 + random.nextInt(2)] = 1e300;
            }
        }
        BoxGrid grid = new BoxGrid(boxes);
        BitSet removed = new BitSet();
        for (int i = 0; i < count; i++) {
            double least = random.nextInt(4) == 0 ? 0 : random.nextInt(11) / 10.;
            List<Integer> near = new ArrayList<>();
            for (int n = grid.search(i, least) - 1; n >= 0; n--) {
                near.add(grid.found(n));
            }
            assertEquals(near.size(), near.stream().distinct().count(), "each once");
            for (int j = 0; j < count; j++) {
                if (removed.get(j)) {
                    assertFalse(near.contains(j), j + " was removed");
                } else if (BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false) > least) {
                    assertTrue(near.contains(j), i + " and " + j);
                }
            }
            int out = random.nextInt(count);
            grid.remove(out);
            removed.set(out);
        }
    }

    @Test
    void ofEqualScoresTheFirstStays() {
        double[] boxes = {0, 0, 10, 10, 1, 0, 10, 10, 50, 50, 4, 4};
        Suppression.Overlap overlap = (i, j) -> BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
        assertArrayEquals(
                new double[] {.5, Suppression.GONE, .5},
                Suppression.suppress(Suppression.Method.HARD, new double[] {.5, .5, .5}, boxes, overlap, .5, .5, 0));
        assertArrayEquals(new int[] {0, 0, 2}, Suppression.clusters(new double[] {.5, .5, .5}, boxes, overlap, .5));
    }

    @Test
    void intersectionOverTheSmaller() {
        double[] boxes = {0, 0, 10, 10, 2, 2, 5, 5, 10, 0, 5, 5};
        assertEquals(1, BoxOverlap.ios(boxes, 0, boxes, 4));
        assertEquals(.25, BoxOverlap.iou(boxes, 0, boxes, 4, false));
        assertEquals(0, BoxOverlap.ios(boxes, 0, boxes, 8), "boxes that touch do not overlap");
    }

    /** The direct algorithm of Soft-NMS, to the last bit, over boxes of which each overlaps hundreds of others. */
    @ParameterizedTest
    @MethodSource("seeds")
    void softOfManyIsExact(long seed) {
        Random random = new Random(seed);
        int count = 600;
        double[] boxes = new double[4 * count];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = (i % 4 < 2 ? 100 : 10) + 40 * random.nextDouble();
        }
        double[] scores = random.doubles(count).toArray();
        for (int i = 0; i < count; i += 7) {
            scores[i] = .5;
        }
        Suppression.Overlap overlap = Suppression.Overlap.ofBoxes(boxes);
        for (Suppression.Method method : List.of(Suppression.Method.LINEAR, Suppression.Method.GAUSSIAN)) {
            for (double least : new double[] {0, .001, .2}) {
                double threshold = random.nextInt(9) / 10.;
                assertArrayEquals(
                        softDirectly(method, scores, overlap, threshold, least),
                        Suppression.suppress(method, scores, boxes, overlap, threshold, .5, least));
            }
        }
    }

    /** The same for hard suppression, whose grid leaves out boxes that differ too much. */
    @ParameterizedTest
    @MethodSource("seeds")
    void hardOfManyIsExact(long seed) {
        Random random = new Random(seed);
        int count = 600;
        double[] boxes = new double[4 * count];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = i % 4 < 2 ? 100 * random.nextDouble() : 1 + 40 * random.nextDouble();
        }
        double[] scores =
                random.doubles(count).map(score -> Math.ceil(score * 50) / 50).toArray();
        for (double threshold : new double[] {0, .1, .3, .5, .7, .95, 1}) {
            int[] expected = new int[count];
            List<Integer> staying = new ArrayList<>();
            for (int i : indices(scores)) {
                expected[i] = i;
                for (int better : staying) {
                    if (BoxOverlap.iou(boxes, 4 * i, boxes, 4 * better, false) > threshold) {
                        expected[i] = better;
                        break;
                    }
                }
                if (expected[i] == i) {
                    staying.add(i);
                }
            }
            assertArrayEquals(
                    expected,
                    Suppression.clusters(scores, boxes, Suppression.Overlap.ofBoxes(boxes), threshold),
                    "threshold " + threshold);
        }
    }

    private static double[] softDirectly(
            Suppression.Method method, double[] scores, Suppression.Overlap overlap, double threshold, double least) {
        double[] left = scores.clone();
        boolean[] done = new boolean[left.length];
        for (int round = 0; round < left.length; round++) {
            int best = -1;
            for (int i = 0; i < left.length; i++) {
                best = !done[i] && (best < 0 || left[i] > left[best]) ? i : best;
            }
            done[best] = true;
            if (left[best] < least) {
                left[best] = Suppression.GONE;
                continue;
            }
            for (int j = 0; j < left.length; j++) {
                if (!done[j]) {
                    double iou = overlap.of(best, j);
                    if (method == Suppression.Method.GAUSSIAN) {
                        left[j] *= Math.exp(-iou * iou / .5);
                    } else if (iou > threshold) {
                        left[j] *= 1 - iou;
                    }
                }
            }
        }
        return left;
    }

    private static List<Integer> indices(double[] scores) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            indices.add(i);
        }
        indices.sort(Comparator.comparingDouble(i -> -scores[i]));
        return indices;
    }

    private static double[] boxes(Random random) {
        double[] boxes = new double[4 * (1 + random.nextInt(15))];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = i % 4 < 2 ? random.nextInt(12) : 1 + random.nextInt(12);
        }
        return boxes;
    }

    private static double[] scores(Random random, int count) {
        return random.doubles(count).map(score -> Math.ceil(score * 5) / 5).toArray();
    }
}
