package dev.copra.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RleTest {

    @Test
    void countsMustBeTheMasks() {
        assertThrows(IllegalArgumentException.class, () -> new Rle(2, 3, new int[] {1, 4}));
        assertThrows(IllegalArgumentException.class, () -> new Rle(2, 3, new int[] {1, 6}));
        assertThrows(IllegalArgumentException.class, () -> new Rle(2, 3, new int[] {8, -2}));
        assertThrows(IllegalArgumentException.class, () -> new Rle(2, 3, new int[] {}));
        assertThrows(IllegalArgumentException.class, () -> new Rle(-1, 0, new int[] {0}));
        assertThrows(IllegalArgumentException.class, () -> new Rle(-2, -3, new int[] {6}));
        assertThrows(IllegalArgumentException.class, () -> Rle.empty(1_000_000_000, 1_000_000_000));
        int[] wrapping = {Integer.MAX_VALUE, Integer.MAX_VALUE, 8};
        String message = assertThrows(IllegalArgumentException.class, () -> new Rle(2, 3, wrapping))
                .getMessage();
        assertEquals("run lengths add up to 4294967302, not 2 x 3 = 6", message);
    }

    @Test
    void masksWithoutPixels() {
        for (Rle mask : List.of(Rle.empty(0, 5), Rle.empty(5, 0), Rle.full(0, 0), new Rle(0, 5, new int[0]))) {
            assertTrue(mask.isEmpty());
            assertEquals(new Box(0, 0, 0, 0), mask.bounds());
            assertEquals(0, mask.toDense().length);
            assertEquals(List.of(), mask.components(Connectivity.EIGHT));
            assertEquals(0, mask.fillHoles().area());
            assertEquals(0, mask.complement().area());
            assertEquals(0, mask.flipHorizontal().area());
            assertEquals(0, mask.translate(0, 0).area());
            assertEquals(0, mask.iou(mask));
            assertEquals(0, mask.union(mask).area());
            assertEquals(mask, Rle.parse(mask.height(), mask.width(), mask.toCountsString()));
        }
    }

    @Test
    void equalityIsThatOfTheCounts() {
        Rle mask = new Rle(2, 3, new int[] {2, 2, 2});
        assertEquals(mask, new Rle(2, 3, new int[] {2, 2, 2}));
        assertEquals(mask.hashCode(), new Rle(2, 3, new int[] {2, 2, 2}).hashCode());
        assertNotEquals(mask, new Rle(3, 2, new int[] {2, 2, 2}));
        assertNotEquals(mask, new Rle(2, 3, new int[] {2, 1, 0, 1, 2}));
        assertEquals("Rle[height=2, width=3, counts=[2, 2, 2]]", mask.toString());
    }

    @Test
    void sizesMustAgree() {
        Rle mask = Rle.full(2, 3);
        Rle other = Rle.full(3, 2);
        assertThrows(IllegalArgumentException.class, () -> mask.union(other));
        assertThrows(IllegalArgumentException.class, () -> mask.iou(other));
        assertThrows(IllegalArgumentException.class, () -> Rle.union(List.of(mask, mask, other)));
        assertThrows(IllegalArgumentException.class, () -> Rle.union(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Rle.ofDense(new byte[5], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> mask.toDense(new byte[5]));
        assertThrows(IllegalArgumentException.class, () -> mask.crop(0, 0, 4, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Rle.parse(2, 3, new byte[2], 0, 3));
        assertEquals(mask, Rle.union(List.of(mask)));
    }

    @Test
    void hugeMasksAreHandledByRuns() {
        Rle full = Rle.full(1, Integer.MAX_VALUE);
        assertArrayEquals(new int[] {0, Integer.MAX_VALUE}, full.counts());
        assertEquals(Integer.MAX_VALUE, full.area());
        assertEquals(new Box(0, 0, Integer.MAX_VALUE, 1), full.bounds());
        assertEquals(full, full.flipHorizontal());
        assertEquals(full, full.flipVertical());
        assertEquals(full, full.fillHoles());
        assertEquals(List.of(full), full.components(Connectivity.FOUR));
        assertEquals(5, full.translate(Integer.MAX_VALUE - 5, 0).area());
        assertEquals(Rle.full(1, 1_000_000_000), full.crop(5, 0, 1_000_000_005, 1));
        assertEquals(1, full.iou(full));
    }
}
