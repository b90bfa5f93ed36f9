package dev.copra.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnchorsTest {

    @Test
    void anchorsOfClustersAreTheirMeans() {
        Random random = new Random(42);
        double[] shapes = new double[600];
        double[] sums = new double[6];
        double[][] centres = {{20, 20}, {30, 90}, {200, 100}};
        for (int i = 0; i < 300; i++) {
            for (int side = 0; side < 2; side++) {
                shapes[2 * i + side] = centres[i % 3][side] + random.nextInt(7) - 3;
                sums[2 * (i % 3) + side] += shapes[2 * i + side] / 100;
            }
        }
        Anchors boxes = new Anchors(shapes);
        assertEquals(300, boxes.size());
        assertArrayEquals(sums, boxes.find(3, 42), 1e-9);
        assertArrayEquals(boxes.find(5, 7), boxes.find(5, 7));
        assertEquals(1, boxes.fit(boxes.find(3, 42), .7).bestPossibleRecall());
        assertEquals(1 / 3., boxes.fit(new double[] {20, 20}, .6).bestPossibleRecall(), 1e-12);
        Anchors half = new Anchors(Arrays.stream(shapes).map(side -> side / 2).toArray());
        assertArrayEquals(Arrays.stream(sums).map(side -> side / 2).toArray(), half.find(3, 42), 1e-9);
    }

    @Test
    void sizesAndRatiosMakeAGrid() {
        Anchors boxes = new Anchors(new double[] {10, 40, 80, 20});
        assertArrayEquals(new double[] {20, 40}, boxes.sizes(2), 1e-9);
        assertArrayEquals(new double[] {.25, 4}, boxes.ratios(2), 1e-9);
        double[] grid = Anchors.grid(boxes.sizes(2), boxes.ratios(2));
        assertArrayEquals(new double[] {40, 10, 10, 40, 80, 20, 20, 80}, grid, 1e-9);
        assertEquals(1, boxes.fit(grid, .99).meanIou(), 1e-12);
        assertEquals(.25, Anchors.iou(10, 10, 20, 20));
    }
}
