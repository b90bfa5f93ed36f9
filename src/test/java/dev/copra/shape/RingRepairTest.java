package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Rle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingRepairTest {
    private static final int SIDE = 200;

    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final RingCrossings crossings = new RingCrossings();

    private static double[] randomRing(int points, long seed) {
        Random random = new Random(seed);
        double[] ring = new double[2 * points];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = random.nextInt(SIDE * 10) / 10.;
        }
        return ring;
    }

    private static double[] circle(int points, double radius) {
        double[] ring = new double[2 * points];
        for (int i = 0; i < points; i++) {
            ring[2 * i] = SIDE / 2. + radius * Math.cos(2 * Math.PI * i / points);
            ring[2 * i + 1] = SIDE / 2. + radius * Math.sin(2 * Math.PI * i / points);
        }
        return ring;
    }

    private Rle mask(List<double[]> rings) {
        return rasterizer.rasterize(rings, SIDE, SIDE);
    }

    /** Rounding to thousandths moves single pixels along the sides. */
    @ParameterizedTest
    @ValueSource(ints = {5, 9, 20, 60})
    void uncrossingKeepsWhatIsFilled(int points) {
        for (long seed = 1; seed <= 20; seed++) {
            double[] ring = randomRing(points, seed);
            List<double[]> parts = new RingRepair().uncross(ring, new Effort());
            for (double[] part : parts) {
                assertTrue(
                        crossings.greatestLobe(part, new Effort()) < RingCrossings.LEAST_LOBE, "crosses, seed " + seed);
            }
            Rle before = mask(List.of(ring));
            Rle after = mask(parts);
            long differing = before.area()
                    + after.area()
                    - 2 * before.intersection(after).area();
            assertTrue(differing <= 8L * points * points, differing + " of " + before.area() + ", seed " + seed);
        }
    }

    @Test
    void aKeyholeIsNoCrossingAndStays() {
        double[] keyhole = {10, 10, 100, 10, 100, 100, 10, 100, 10, 10, 20, 20, 20, 50, 50, 50, 50, 20, 20, 20};
        List<double[]> parts = new RingRepair().uncross(keyhole, new Effort());
        assertEquals(1, parts.size());
        assertEquals(mask(List.of(keyhole)), mask(parts));
    }

    /** Whatever the scratch memory was made for. */
    @Test
    void ringsOfAnyNumberOfPointsAreLookedAt() {
        for (int points = 3; points <= 300; points++) {
            assertTrue(new RingCrossings().greatestLobe(randomRing(points, points), new Effort()) >= 0);
        }
    }

    /** The time for each is bounded; before, 1,000 points took 18 seconds and 2,000 had no end. */
    @Test
    void ringsThatCrossThemselvesVeryOftenAreLeftAlone() {
        assertNull(new RingRepair().uncross(randomRing(1000, 1), new Effort()));
        Effort effort = new Effort();
        assertNull(new RingRepair().uncross(randomRing(50_000, 1), effort));
        assertTrue(effort.isExhausted());
    }

    @Test
    void holesAreOpenToThePixel() {
        double[] outer = circle(400, 90);
        double[] hole = circle(300, 40);
        double[] joined = RingRepair.join(outer, List.of(hole));
        assertNotNull(joined);
        Rle open = mask(List.of(joined));
        assertEquals(mask(List.of(outer)).area() - mask(List.of(hole)).area(), open.area());
    }

    @Test
    void holesThatReachOutOfTheirRingOrHaveTooManyPointsAreNone() {
        assertNull(RingRepair.join(circle(10, 50), List.of(circle(10, 49), circle(4, 60))));
        assertNull(RingRepair.join(circle(8000, 90), List.of(circle(8000, 40))));
    }

    @Test
    void clippedRingsLieWithinTheImage() {
        for (long seed = 1; seed <= 50; seed++) {
            double[] ring = randomRing(12, seed);
            double[] clipped = RingRepair.clip(ring, 120, 80);
            double[] bounds = clipped.length == 0 ? new double[4] : Rings.bounds(clipped);
            assertTrue(bounds[0] >= 0 && bounds[1] >= 0 && bounds[2] <= 120 && bounds[3] <= 80, "seed " + seed);
        }
        assertEquals(0, RingRepair.clip(new double[] {-9, 1, -5, 1, -5, 9}, 120, 80).length);
    }

    @Test
    void nestedRingsKnowTheirParents() {
        List<double[]> rings = List.of(circle(40, 20), circle(40, 90), circle(40, 50), new double[] {0, 0, 3, 0, 3, 3});
        RingNesting nesting = new RingNesting(rings, new Effort());
        assertEquals(2, nesting.parent(0));
        assertEquals(-1, nesting.parent(1));
        assertEquals(1, nesting.parent(2));
        assertEquals(-1, nesting.parent(3));
        assertTrue(nesting.isHole(2));
        assertFalse(nesting.isHole(0));
    }

    /** All points of the inner ring lie on the outer one, but it fills the notch of the outer one. */
    @Test
    void aRingInANotchIsNotWithin() {
        double[] outer = {0, 0, 90, 0, 90, 90, 60, 90, 60, 30, 30, 30, 30, 90, 0, 90};
        double[] notch = {30, 30, 60, 30, 60, 90, 30, 90};
        assertEquals(-1, new RingNesting(List.of(outer, notch), new Effort()).parent(1));
    }
}
