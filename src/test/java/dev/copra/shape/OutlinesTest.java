package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.LawCases;
import dev.copra.mask.Rle;
import dev.copra.overlap.MaskPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of outlines makes the masks that their rings make, and never denies a mask that they have. */
class OutlinesTest {
    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameMasksAsOfTheRings(long seed) {
        Random random = new Random(seed);
        RandomRings source = new RandomRings(random);
        Outlines outlines = new Outlines();
        List<Rle> expected = new ArrayList<>();
        PolygonRasterizer rasterizer = new PolygonRasterizer();
        for (int i = 0; i < 300; i++) {
            int height = source.side();
            int width = source.side();
            List<double[]> rings = new ArrayList<>();
            for (int ring = random.nextInt(4); ring >= 0; ring--) {
                rings.add(source.next(height, width));
            }
            expected.add(rasterizer.rasterize(rings, height, width));
            assertEquals(i, outlines.add(rings, height, width));
        }
        MaskPool masks = new MaskPool();
        for (int i = 0; i < expected.size(); i++) {
            Rle mask = expected.get(i);
            assertEquals(mask, outlines.mask(i, rasterizer));
            int x = random.nextInt(mask.width());
            int y = random.nextInt(mask.height());
            Rle pixel = Rle.ofRectangle(mask.height(), mask.width(), x, y, x + 1, y + 1);
            int at = masks.add(pixel);
            assertTrue(mask.intersectionArea(pixel) == 0 || outlines.mayMeet(i, masks, at), "pixel " + x + ", " + y);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsFarAwayIsNotMet(long seed) {
        Random random = new Random(seed);
        int side = 200;
        double[] ring = new double[2 * (3 + random.nextInt(9))];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = 50 + 50 * random.nextDouble();
        }
        Outlines outlines = new Outlines();
        outlines.add(List.of(ring), side, side);
        MaskPool masks = new MaskPool();
        masks.add(Rle.ofRectangle(side, side, 0, 0, 48, side));
        masks.add(Rle.ofRectangle(side, side, 103, 0, side, side));
        masks.add(Rle.ofRectangle(side, side, 0, 0, side, 48));
        masks.add(Rle.ofRectangle(side, side, 0, 103, side, side));
        masks.add(Rle.empty(side, side));
        for (int i = 0; i < masks.size(); i++) {
            assertEquals(false, outlines.mayMeet(0, masks, i), "mask " + i);
        }
    }
}
