package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnedBoxTest {
    private static final Box BOX = new Box(40, 40, 30, 10);

    @Test
    void clockwiseAboutTheCentre() {
        // the right end of the box goes down
        double half = Math.sqrt(.5);
        assertArrayEquals(
                new double[] {55 - 15 * half + 5 * half, 45 - 15 * half - 5 * half},
                java.util.Arrays.copyOf(new TurnedBox(BOX, 45).ring(), 2),
                1e-9);
        assertEquals(new Box(50, 30, 10, 30), new TurnedBox(BOX, 90).bounds());
        assertEquals(BOX, new TurnedBox(BOX, -360).bounds());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 90, 180, 270, -90, 30, -12.5, 359})
    void theMaskHasTheBoxsArea(double degrees) {
        assertEquals(300, new TurnedBox(BOX, degrees).rasterize(100, 100).area(), 20);
    }

    /** So that a filled box around it, clipped to it, is all of it. */
    @Test
    void theMaskLiesWithinItsBounds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Box box = new Box(
                    random.nextDouble() * 60,
                    random.nextDouble() * 60,
                    random.nextDouble() * 40,
                    random.nextDouble() * 40);
            TurnedBox turned = new TurnedBox(box, random.nextInt(360) + (i % 2 == 0 ? 0 : random.nextDouble()));
            Rle mask = turned.rasterize(100, 100);
            Rle around = BoxRasterizer.rasterize(turned.bounds(), 100, 100);
            assertEquals(mask, mask.intersection(around), turned.toString());
        }
    }
}
