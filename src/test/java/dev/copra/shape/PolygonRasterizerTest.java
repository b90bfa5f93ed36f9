package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolygonRasterizerTest {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    @Test
    void farCoordinatesCostNoMoreThanTheImage() {
        double[] limits = {1e6, 1e8, 4e8, 1e18, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY};
        for (double far : limits) {
            double[] around = {-far, -far, far, -far, far, far, -far, far};
            assertEquals(Rle.full(300, 200), rasterizer.rasterize(around, 300, 200));
            double[] leftHalf = {-far, -far, 100, -far, 100, far, -far, far};
            assertEquals(Rle.ofRectangle(300, 200, 0, 0, 100, 300), rasterizer.rasterize(leftHalf, 300, 200));
            for (double side : new double[] {-far, far}) {
                double[] wedge = {side, 50, 50, 0, 50, 100};
                Rle half = Rle.ofRectangle(100, 100, side < 0 ? 0 : 50, 0, side < 0 ? 50 : 100, 100);
                assertTrue(rasterizer.rasterize(wedge, 100, 100).iou(half) > .99, () -> "from " + side);
                double[] tower = {50, side, 0, 50, 100, 50};
                half = Rle.ofRectangle(100, 100, 0, side < 0 ? 0 : 50, 100, side < 0 ? 50 : 100);
                assertTrue(rasterizer.rasterize(tower, 100, 100).iou(half) > .99, () -> "from " + side);
            }
            double[] lowerTriangle = {-far, -far, far, far, -far, far};
            Rle triangle = rasterizer.rasterize(lowerTriangle, 50, 50);
            assertEquals(UpsamplingRasterizer.rasterize(new double[] {0, 0, 50, 50, 0, 50}, 50, 50), triangle);
        }
    }

    @Test
    void farEdgesFollowTheRule() {
        Random random = new Random(7);
        for (int i = 0; i < 12; i++) {
            double[] ring = new double[6];
            for (int j = 0; j < ring.length; j++) {
                ring[j] = (random.nextDouble() - .5) * (random.nextBoolean() ? 200 : 800_000);
            }
            int height = 1 + random.nextInt(60);
            int width = 1 + random.nextInt(60);
            assertEquals(
                    UpsamplingRasterizer.rasterize(ring, height, width), rasterizer.rasterize(ring, height, width));
        }
    }

    @Test
    void manyCrossingsTakeTheMemoryOfTheImage() {
        double[] zigzag = new double[2 * 40_000];
        Random random = new Random(1);
        for (int i = 0; i < zigzag.length; i += 2) {
            zigzag[i] = i % 4 == 0 ? -1 : 301;
            zigzag[i + 1] = random.nextInt(200);
        }
        assertEquals(UpsamplingRasterizer.rasterize(zigzag, 200, 300), rasterizer.rasterize(zigzag, 200, 300));
    }

    @Test
    void wideImages() {
        double[] ring = {10, 0, 99_990, 3, 50_000, 6, 20, 5};
        assertEquals(UpsamplingRasterizer.rasterize(ring, 5, 100_000), rasterizer.rasterize(ring, 5, 100_000));
        Rle strip = rasterizer.rasterize(new double[] {100, 0, 3_000_000, 0, 3_000_000, 1, 100, 1}, 1, 4_000_000);
        assertEquals(new Box(100, 0, 2_999_900, 1), strip.bounds());
    }

    @Test
    void ringsWithoutAnArea() {
        for (double[] ring : new double[][] {{}, {3}, {3, 4}, {1, 1, 5, 5}, {1, 1, 5, 1, 9, 1}, {2, 2, 2, 2, 2, 2}}) {
            assertEquals(Rle.empty(10, 12), rasterizer.rasterize(ring, 10, 12));
        }
        assertEquals(Rle.empty(10, 12), rasterizer.rasterize(List.of(), 10, 12));
        assertEquals(Rle.empty(0, 12), rasterizer.rasterize(new double[] {0, 0, 5, 0, 5, 5}, 0, 12));
        assertEquals(Rle.empty(10, 0), rasterizer.rasterize(new double[] {0, 0, 5, 0, 5, 5}, 10, 0));
    }

    @Test
    void whatIsNoRingIsRefused() {
        double[] nan = {0, 0, Double.NaN, 1, 2, 2};
        assertThrows(IllegalArgumentException.class, () -> rasterizer.rasterize(nan, 10, 10));
        double[] square = {0, 0, 5, 0, 5, 5, 0, 5};
        assertThrows(IllegalArgumentException.class, () -> rasterizer.rasterize(square, 100_000, 100_000));
        assertThrows(IllegalArgumentException.class, () -> rasterizer.rasterize(square, -1, -1));
        assertEquals(25, rasterizer.rasterize(square, 10, 10).area(), "still usable");
    }
}
