package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.mask.Box;
import dev.copra.mask.Connectivity;
import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all rings, boxes and masks: rasterising follows the rule to the letter, and tracing is exact. */
class ShapeLawsTest {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ringsAreRasterizedByTheRule(long seed) {
        RandomRings rings = new RandomRings(new Random(seed));
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            int height = rings.side();
            int width = rings.side();
            double[] ring = rings.next(height, width);
            try {
                Rle mask = rasterizer.rasterize(ring, height, width);
                assertEquals(UpsamplingRasterizer.rasterize(ring, height, width), mask);
                assertEquals(mask.regions(), rasterizer.regions(List.of(ring), height, width));
                traceIsExact(mask);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", case " + i + ": " + height + " x " + width + " " + Arrays.toString(ring),
                        e);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void masksAreTracedExactly(long seed) {
        Random random = new Random(seed);
        RandomMasks masks = new RandomMasks(random);
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            Rle mask = masks.next(masks.side(), masks.side());
            try {
                traceIsExact(mask);
                assertEquals(mask, retraced(masks.withEmptyRuns(mask)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", case " + i + ": " + mask, e);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void boxesAreRasterizedAsPolygons(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < LawCases.CASES_PER_SEED; i++) {
            int height = 1 + random.nextInt(60);
            int width = 1 + random.nextInt(60);
            Box box = new Box(
                    coordinate(random, -20, 70),
                    coordinate(random, -20, 70),
                    coordinate(random, 0, 50),
                    coordinate(random, 0, 50));
            double[] corners = {box.x(), box.y(), box.x(), box.bottom(), box.right(), box.bottom(), box.right(), box.y()
            };
            assertEquals(
                    rasterizer.rasterize(corners, height, width),
                    BoxRasterizer.rasterize(box, height, width),
                    () -> "seed " + seed + ": " + box + " in " + height + " x " + width);
        }
    }

    private static double coordinate(Random random, double from, double to) {
        double value = from + random.nextDouble() * (to - from);
        return switch (random.nextInt(6)) {
            case 0 -> Math.rint(value);
            case 1 -> Math.rint(value * 10) / 10;
            case 2 -> Math.rint(value * 5) / 5;
            case 3 -> random.nextInt(50) == 0 ? value * 1e300 * Math.signum(value) : value;
            default -> value;
        };
    }

    private void traceIsExact(Rle mask) {
        List<double[]> rings = MaskTracer.trace(mask);
        assertEquals(mask, rasterizer.rasterize(rings, mask.height(), mask.width()));
        List<Rle> components = mask.components(Connectivity.FOUR);
        assertEquals(components.size(), rings.size());
        for (int i = 0; i < rings.size(); i++) {
            double[] ring = rings.get(i);
            assertTrue(ring.length >= 8 && ring.length % 2 == 0);
            Rle part = rasterizer.rasterize(ring, mask.height(), mask.width());
            assertEquals(components.get(i), part, "one ring a part, in their order");
            for (int j = 0; j < ring.length; j += 2) {
                int k = (j + 2) % ring.length;
                boolean horizontal = ring[j + 1] == ring[k + 1];
                boolean vertical = ring[j] == ring[k];
                assertTrue(horizontal ^ vertical, "along pixel edges");
                int l = (j + 4) % ring.length;
                assertTrue(horizontal ? ring[k] == ring[l] : ring[k + 1] == ring[l + 1], "corners only");
            }
        }
    }

    private Rle retraced(Rle mask) {
        return rasterizer.rasterize(MaskTracer.trace(mask), mask.height(), mask.width());
    }
}
