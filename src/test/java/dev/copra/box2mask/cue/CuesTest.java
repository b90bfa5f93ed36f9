package dev.copra.box2mask.cue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.box2mask.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each cue alone, on drawn frames for which the answer is known. */
class CuesTest {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 10;
    private static final int SIZE = WIDTH * HEIGHT;

    private final float[][] lab = new float[3][SIZE];

    private Contrast contrast() {
        Contrast contrast = new Contrast(SIZE);
        contrast.compute(lab, WIDTH, HEIGHT);
        return contrast;
    }

    private void fill(int band, int left, int top, int right, int bottom, float value) {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(lab[band], y * WIDTH + left, y * WIDTH + right, value);
        }
    }

    @Test
    void contrastIsTheEuclideanDistanceOfNeighbours() {
        fill(0, 5, 0, WIDTH, HEIGHT, 3);
        fill(1, 5, 0, WIDTH, HEIGHT, 4);
        Contrast contrast = contrast();
        int leftOfEdge = 2 * WIDTH + 4;
        assertEquals(5, contrast.of(Contrast.EAST)[leftOfEdge]);
        assertEquals(5, contrast.of(Contrast.SOUTH_EAST)[leftOfEdge]);
        assertEquals(0, contrast.of(Contrast.SOUTH)[leftOfEdge]);
        assertEquals(5, contrast.of(Contrast.SOUTH_WEST)[leftOfEdge + 1]);
    }

    @Test
    void onAFlatFrameTheGeodesicDistanceIsTheChessboardsWithDiagonals() {
        float[] distance = new float[SIZE];
        Arrays.fill(distance, Geodesic.FAR);
        distance[3 * WIDTH + 2] = 0;
        Geodesic.spread(contrast(), WIDTH, HEIGHT, .5f, distance);
        for (int i = 0; i < SIZE; i++) {
            int dx = Math.abs(i % WIDTH - 2);
            int dy = Math.abs(i / WIDTH - 3);
            double expected = .5 * (Math.max(dx, dy) + (Math.sqrt(2) - 1) * Math.min(dx, dy));
            assertEquals(expected, distance[i], 1e-4, "pixel " + i);
        }
    }

    @Test
    void theGeodesicDistanceGoesThroughTheGapInAWall() {
        fill(0, 6, 0, 7, HEIGHT - 1, 90);
        float[] distance = new float[SIZE];
        Arrays.fill(distance, Geodesic.FAR);
        distance[0] = 0;
        Geodesic.spread(contrast(), WIDTH, HEIGHT, 1, distance);
        // down to the gap at the bottom and up again behind the wall: 18 rows and 11 columns, 11 steps of them diagonal
        assertEquals(18 + 11 * (Math.sqrt(2) - 1), distance[WIDTH - 1], 1e-4);
    }

    @Test
    void theBarrierDistanceIsTheHeightOfTheWallNotItsThickness() {
        fill(0, 3, 2, 9, 8, 30);
        fill(0, 4, 3, 8, 7, 10);
        float[] seeds = new float[SIZE];
        Arrays.fill(seeds, 1);
        Arrays.fill(seeds, 0, WIDTH, 0);
        float[] distance = new float[SIZE];
        new Barrier(SIZE).compute(lab, WIDTH, HEIGHT, seeds, distance);
        assertEquals(0, distance[WIDTH]);
        assertEquals(30, distance[2 * WIDTH + 3]);
        assertEquals(30, distance[5 * WIDTH + 5]);
    }

    @ParameterizedTest
    @ValueSource(floats = {3, 15, 58})
    void flatRegionsAreSegments(float scale) {
        fill(1, 6, 0, WIDTH, HEIGHT, 60);
        GraphSegmentation segmentation = new GraphSegmentation(SIZE);
        segmentation.sort(contrast(), WIDTH, HEIGHT);
        int[] labels = new int[SIZE];
        assertEquals(2, segmentation.segment(scale, labels));
        for (int i = 0; i < SIZE; i++) {
            assertEquals(i % WIDTH < 6 ? labels[0] : labels[6], labels[i]);
        }
        assertNotEquals(labels[0], labels[6]);
    }

    @Test
    void segmentsBelowTheLeastSizeAreAbsorbed() {
        fill(1, 4, 4, 8, 8, 60);
        GraphSegmentation segmentation = new GraphSegmentation(SIZE);
        segmentation.sort(contrast(), WIDTH, HEIGHT);
        assertEquals(1, segmentation.segment(3, new int[SIZE]));
    }

    /** Two passes over all edges, as the paper and its least size say it; the segments are numbered by their first pixel. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void segmentsAreThoseOfTheDefinition(long seed) {
        Random random = new Random(seed);
        for (float[] band : lab) {
            for (int i = 0; i < SIZE; i++) {
                band[i] = (i % WIDTH < 6 ? 20 : 35) + 10 * random.nextFloat();
            }
        }
        Contrast contrast = contrast();
        GraphSegmentation segmentation = new GraphSegmentation(SIZE);
        segmentation.sort(contrast, WIDTH, HEIGHT);
        for (float k : new float[] {3, 15, 58}) {
            int[] labels = new int[SIZE];
            segmentation.segment(k, labels);
            assertArrayEquals(numbered(defined(contrast, k)), numbered(labels), "seed " + seed + ", scale " + k);
        }
    }

    private record Edge(int from, int to, float weight) {}

    private static int[] defined(Contrast contrast, float k) {
        List<Edge> edges = new ArrayList<>();
        int[][] steps = {{1, 0}, {-1, 1}, {0, 1}, {1, 1}};
        for (int i = 0; i < SIZE; i++) {
            for (int direction = 0; direction < 4; direction++) {
                int x = i % WIDTH + steps[direction][0];
                int y = i / WIDTH + steps[direction][1];
                if (x >= 0 && x < WIDTH && y < HEIGHT) {
                    edges.add(new Edge(i, y * WIDTH + x, contrast.of(direction)[i]));
                }
            }
        }
        // by the same buckets as GraphSegmentation's
        edges.sort(Comparator.comparingInt(edge -> (int) (edge.weight * (8192 / 100f))));
        int[] segment = new int[SIZE];
        float[] limit = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            segment[i] = i;
            limit[i] = k;
        }
        for (Edge edge : edges) {
            int a = segment[edge.from];
            int b = segment[edge.to];
            if (a != b && edge.weight < limit[a] && edge.weight < limit[b]) {
                limit[a] = edge.weight + k / (count(segment, a) + count(segment, b));
                join(segment, a, b);
            }
        }
        for (Edge edge : edges) {
            int a = segment[edge.from];
            int b = segment[edge.to];
            if (a != b && (count(segment, a) < 20 || count(segment, b) < 20)) {
                join(segment, a, b);
            }
        }
        return segment;
    }

    private static long count(int[] segment, int which) {
        return Arrays.stream(segment).filter(s -> s == which).count();
    }

    private static void join(int[] segment, int into, int other) {
        for (int i = 0; i < SIZE; i++) {
            segment[i] = segment[i] == other ? into : segment[i];
        }
    }

    private static int[] numbered(int[] labels) {
        List<Integer> seen = new ArrayList<>();
        int[] numbers = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            if (!seen.contains(labels[i])) {
                seen.add(labels[i]);
            }
            numbers[i] = seen.indexOf(labels[i]);
        }
        return numbers;
    }

    @Test
    void straddlingIsTheShareWithinTheBox() {
        Window box = new Window(2, 0, 4, HEIGHT);
        Frame frame = new Frame(WIDTH, HEIGHT, box, new Window(0, 0, WIDTH, HEIGHT), new Window(0, 0, 4, HEIGHT));
        int[] labels = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            labels[i] = i % WIDTH < 3 ? 0 : i % WIDTH < 5 ? 1 : 2;
        }
        float[] share = new float[SIZE];
        new Straddling(SIZE).compute(frame, labels, 3, share);
        assertEquals(1f / 3, share[0]);
        assertEquals(1, share[3]);
        assertEquals(1f / 7, share[5]);
    }

    @Test
    void theColourRatioChangesItsSignWithItsSides() {
        fill(1, 0, 0, 6, HEIGHT, 50);
        fill(1, 6, 0, WIDTH, HEIGHT, -50);
        float[] left = new float[SIZE];
        float[] right = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            left[i] = i % WIDTH < 6 ? 1 : 0;
            right[i] = 1 - left[i];
        }
        short[] bins = new short[SIZE];
        ColourRatio.index(lab, SIZE, bins);
        float[] ratio = new float[SIZE];
        float[] opposite = new float[SIZE];
        ColourRatio ratios = new ColourRatio(SIZE);
        ratios.compute(bins, left, right, WIDTH, HEIGHT, ratio);
        ratios.compute(bins, right, left, WIDTH, HEIGHT, opposite);
        for (int i = 0; i < SIZE; i++) {
            assertEquals(ratio[i], -opposite[i], 1e-5);
        }
        assertEquals(ColourRatio.LIMIT, ratio[0]);
        assertEquals(-ColourRatio.LIMIT, ratio[WIDTH - 1]);
    }

    @Test
    void withoutAnyWeightTheColourRatioIsNought() {
        short[] bins = new short[SIZE];
        ColourRatio.index(lab, SIZE, bins);
        float[] ratio = new float[SIZE];
        new ColourRatio(SIZE).compute(bins, new float[SIZE], new float[SIZE], WIDTH, HEIGHT, ratio);
        for (float r : ratio) {
            assertEquals(0, r);
        }
    }

    @Test
    void theShapePriorOfAnEvenChanceIsNought() {
        float[] mean = new float[28 * 28];
        Arrays.fill(mean, .5f);
        float[] out = new float[SIZE];
        new ShapePrior(mean).stretch(WIDTH, HEIGHT, out);
        for (float value : out) {
            assertEquals(0, value);
        }
    }

    @Test
    void theShapePriorFollowsItsCells() {
        float[] mean = new float[28 * 28];
        Arrays.fill(mean, 14 * 28, 28 * 28, 1);
        float[] out = new float[28 * 28];
        new ShapePrior(mean).stretch(28, 28, out);
        double certain = Math.log(.98 / .02);
        assertEquals(-certain, out[0], 1e-5);
        assertEquals(certain, out[27 * 28 + 5], 1e-5);
    }

    @Test
    void blurKeepsTheSumOfAnImpulseAndIsSymmetric() {
        float[] impulse = new float[SIZE];
        impulse[5 * WIDTH + 6] = 1;
        float[] out = new float[SIZE];
        new Blur(1, SIZE).apply(impulse, WIDTH, HEIGHT, out);
        float sum = 0;
        for (float value : out) {
            sum += value;
        }
        assertEquals(1, sum, 1e-5);
        assertEquals(out[5 * WIDTH + 5], out[5 * WIDTH + 7]);
        assertEquals(out[4 * WIDTH + 6], out[6 * WIDTH + 6]);
        assertTrue(out[5 * WIDTH + 6] > out[5 * WIDTH + 5]);
    }

    @Test
    void theLogisticFunctionIsCloseEverywhere() {
        for (float x = -20; x < 20; x += .01f) {
            assertEquals(1 / (1 + Math.exp(-x)), Logistic.of(x), 2e-6);
        }
    }
}
