package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Rle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestCircleTest {
    @Test
    void ofARectangle() {
        LargestCircle circle = LargestCircle.of(Rle.ofRectangle(300, 400, 100, 50, 300, 150));
        assertEquals(50, circle.radius(), 5);
        assertEquals(100, circle.y(), 5);
        assertTrue(circle.x() > 145 && circle.x() < 255, circle.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1000})
    void staysOutOfHoles(int size) {
        Rle ring = Rle.ofRectangle(size, size, 0, 0, size, size)
                .difference(Rle.ofRectangle(size, size, size / 5, size / 5, size, size * 4 / 5));
        LargestCircle circle = LargestCircle.of(ring);
        assertTrue(inside(ring, circle.x(), circle.y()), circle.toString());
    }

    /** Its centre is in the mask, and nearly all of it is. */
    @Test
    void liesInTheMask() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Rle mask = Rle.empty(200, 300);
            for (int part = 0; part < 1 + i % 4; part++) {
                int x = random.nextInt(250);
                int y = random.nextInt(150);
                mask = mask.union(
                        Rle.ofRectangle(200, 300, x, y, x + 1 + random.nextInt(120), y + 1 + random.nextInt(120)));
            }
            LargestCircle circle = LargestCircle.of(mask);
            assertTrue(inside(mask, circle.x(), circle.y()), circle + " of " + mask.bounds());
            int within = 0;
            for (int turn = 0; turn < 360; turn += 10) {
                double angle = Math.toRadians(turn);
                within += inside(
                                mask,
                                circle.x() + .8 * circle.radius() * Math.cos(angle),
                                circle.y() + .8 * circle.radius() * Math.sin(angle))
                        ? 1
                        : 0;
            }
            assertTrue(within >= 33, within + " of 36 points of " + circle);
        }
    }

    @Test
    void ofNothing() {
        assertNull(LargestCircle.of(Rle.empty(10, 10)));
        assertTrue(LargestCircle.of(Rle.ofRectangle(10, 10, 3, 3, 4, 4)).radius() > 0);
    }

    private static boolean inside(Rle mask, double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        return mask.intersectionArea(Rle.ofRectangle(mask.height(), mask.width(), column, row, column + 1, row + 1))
                == 1;
    }
}
