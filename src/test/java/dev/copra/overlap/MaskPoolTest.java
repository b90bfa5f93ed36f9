package dev.copra.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.LawCases;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.RandomMasks;
import dev.copra.mask.Rle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool says of its masks what they say themselves. */
class MaskPoolTest {
    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithMasks(long seed) {
        Random random = new Random(seed);
        RandomMasks source = new RandomMasks(random);
        MaskPool pool = new MaskPool();
        MaskPool others = new MaskPool();
        List<Rle> masks = new ArrayList<>();
        int height = source.side() + 1;
        int width = source.side() + 1;
        for (int i = 0; i < 40; i++) {
            Rle mask = source.next(height, width);
            masks.add(mask);
            assertEquals(i, pool.add(source.withEmptyRuns(mask)));
            others.add(mask);
            assertEquals(mask, pool.get(i));
            assertEquals(mask.area(), pool.area(i));
            assertEquals(mask.bounds(), pool.bounds(i));
        }
        for (int i = 0; i < masks.size(); i++) {
            for (int j = 0; j < masks.size(); j++) {
                Rle a = masks.get(i);
                Rle b = masks.get(j);
                assertEquals(a.intersectionArea(b), pool.intersection(i, others, j));
                assertEquals(a.iou(b), pool.iou(i, others, j, false));
                assertEquals(a.crowdIou(b), pool.iou(i, others, j, true));
                double bounded = pool.iou(i, others, j, false, .5);
                assertEquals(a.iou(b) >= .5 ? a.iou(b) : bounded, bounded);
                assertEquals(a.iou(b) >= .5, bounded >= .5);
            }
        }
    }

    /** Masks read from their text are those that were written, in a pool that is used again, too. */
    @ParameterizedTest
    @MethodSource("seeds")
    void readsCompressedCounts(long seed) {
        RandomMasks source = new RandomMasks(new Random(seed));
        MaskPool pool = new MaskPool();
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 0) {
                pool.clear();
                assertEquals(0, pool.size());
            }
            Rle mask = source.next(source.side(), source.side());
            int index =
                    pool.add(mask.height(), mask.width(), mask.toCountsString().getBytes(StandardCharsets.US_ASCII));
            assertEquals(i % 10, index);
            assertEquals(mask, pool.get(index));
            assertEquals(mask.area(), pool.area(index));
            assertEquals(mask.bounds(), pool.bounds(index));
        }
        MalformedRleException broken = assertThrows(
                MalformedRleException.class, () -> pool.add(2, 3, "7".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("run of 7 where the mask has 6 pixels left: offset=0", broken.getMessage());
        assertEquals(10, pool.size());
    }

    @org.junit.jupiter.api.Test
    void masksOfDifferentSizesCannotBeCompared() {
        MaskPool pool = new MaskPool();
        pool.add(Rle.full(3, 4));
        pool.add(Rle.full(4, 4));
        pool.add(Rle.ofRectangle(4, 9, 5, 0, 6, 2));
        assertEquals(-1, pool.iou(0, pool, 1, false));
        // as in pycocotools, bounds that do not meet are looked at first
        assertEquals(0, pool.iou(0, pool, 2, false));
    }
}
