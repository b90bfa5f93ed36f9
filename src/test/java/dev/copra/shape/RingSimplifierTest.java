package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineSegment;

class RingSimplifierTest {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    @ParameterizedTest
    @ValueSource(doubles = {0, .5, 1, 2.5, 10})
    void noVertexIsFartherThanTheBound(double pixels) {
        Random random = new Random(11);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < 400; i++) {
            Rle mask = masks.next(masks.side(), masks.side());
            List<double[]> rings = MaskTracer.trace(mask);
            List<double[]> simple = RingSimplifier.simplify(rings, pixels);
            assertEquals(rings.size(), simple.size());
            for (int j = 0; j < rings.size(); j++) {
                assertTrue(simple.get(j).length >= 6);
                assertTrue(simple.get(j).length <= rings.get(j).length);
                assertTrue(deviation(rings.get(j), simple.get(j)) <= pixels + 1e-9);
            }
            if (pixels < .5) {
                assertEquals(mask, rasterizer.rasterize(simple, mask.height(), mask.width()));
            }
        }
    }

    @Test
    void staircasesBecomeLines() {
        Rle triangle = rasterizer.rasterize(new double[] {0, 0, 100, 100, 0, 100}, 100, 100);
        double[] ring = MaskTracer.trace(triangle).get(0);
        assertTrue(ring.length > 300);
        double[] simple = RingSimplifier.simplify(List.of(ring), 1).get(0);
        assertTrue(simple.length <= 10);
        assertTrue(rasterizer.rasterize(simple, 100, 100).iou(triangle) > .97);
    }

    @Test
    void keyholesStayClosed() {
        Rle disc = rasterizer.rasterize(circle(50, 50, 45), 100, 100);
        Rle mask = disc.difference(rasterizer.rasterize(circle(30, 60, 10), 100, 100))
                .difference(rasterizer.rasterize(circle(66, 41, 14), 100, 100));
        List<double[]> rings = MaskTracer.trace(mask);
        assertEquals(1, rings.size());
        List<double[]> simple = RingSimplifier.simplify(rings, 1);
        assertTrue(simple.get(0).length < rings.get(0).length / 2);
        assertTrue(rasterizer.rasterize(simple, 100, 100).iou(mask) > .95);
    }

    @Test
    void longCombsAreNoMatterOfRecursion() {
        int width = 100_000;
        byte[] dense = new byte[2 * width];
        for (int x = 0; x < width; x++) {
            dense[2 * x] = (byte) (x & 1);
            dense[2 * x + 1] = 1;
        }
        List<double[]> comb = MaskTracer.trace(Rle.ofDense(dense, 2, width));
        double[] simple = RingSimplifier.simplify(comb, .5).get(0);
        assertTrue(simple.length > width);
        assertTrue(RingSimplifier.simplify(comb, 2).get(0).length < width / 100);
    }

    @Test
    void smallRingsAndOddBoundsAreLeftAlone() {
        double[] pixel = MaskTracer.trace(Rle.ofRectangle(9, 9, 4, 4, 5, 5)).get(0);
        assertArrayEquals(pixel, RingSimplifier.simplify(List.of(pixel), 5).get(0));
        double[] line = {1, 1, 2, 2};
        assertArrayEquals(line, RingSimplifier.simplify(List.of(line), 5).get(0));
        assertThrows(IllegalArgumentException.class, () -> RingSimplifier.simplify(List.of(), -1));
        assertThrows(IllegalArgumentException.class, () -> RingSimplifier.simplify(List.of(), Double.NaN));
    }

    private static double[] circle(double x, double y, double radius) {
        double[] ring = new double[128];
        for (int i = 0; i < ring.length; i += 2) {
            ring[i] = x + radius * Math.cos(i * Math.PI / 64);
            ring[i + 1] = y + radius * Math.sin(i * Math.PI / 64);
        }
        return ring;
    }

    /** The greatest distance of a vertex of one ring from the other ring. */
    private static double deviation(double[] ring, double[] from) {
        double greatest = 0;
        for (int i = 0; i < ring.length; i += 2) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < from.length; j += 2) {
                int k = (j + 2) % from.length;
                LineSegment edge = new LineSegment(from[j], from[j + 1], from[k], from[k + 1]);
                least = Math.min(least, edge.distance(new Coordinate(ring[i], ring[i + 1])));
            }
            greatest = Math.max(greatest, least);
        }
        return greatest;
    }
}
