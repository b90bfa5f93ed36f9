package dev.copra.draw.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetPackingTest {
    private static final int GAP = 8;
    private static final int CAPTION = 16;

    /** Landscape, portrait, square and wide ones, mixed: nothing overlaps, shapes stay, hardly anything is empty. */
    @ParameterizedTest
    @CsvSource({"12, 4", "9, 3", "20, 5", "16, 4", "2, 2", "7, 3", "1, 1", "3, 1", "100, 10"})
    void mixedShapesWasteNoSpace(int count, int columns) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Dimension> shapes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                shapes.add(new Dimension(200 + random.nextInt(800), 200 + random.nextInt(800)));
            }
            SheetPacking packing = SheetPacking.of(shapes, columns, 400, 500, CAPTION, GAP);
            check(shapes, packing);
            double used = packing.places().stream()
                    .mapToDouble(p -> (double) (p.width + GAP) * (p.height + CAPTION + GAP))
                    .sum();
            double all = (double) (packing.width() + GAP) * (packing.height() + GAP);
            if (count % columns == 0 && columns > 2) {
                assertTrue(used / all > .85, "only " + used / all + " of the sheet are used, seed " + seed);
            }
        }
    }

    private static void check(List<Dimension> shapes, SheetPacking packing) {
        List<Rectangle> places = packing.places();
        assertEquals(shapes.size(), places.size());
        Rectangle sheet = new Rectangle(packing.width(), packing.height());
        for (int i = 0; i < places.size(); i++) {
            Rectangle place = places.get(i);
            Rectangle withCaption = new Rectangle(place.x, place.y - CAPTION, place.width, place.height + CAPTION);
            assertTrue(sheet.contains(withCaption), place + " on " + sheet);
            double wanted = shapes.get(i).width / (double) shapes.get(i).height;
            // to a pixel
            assertEquals(wanted * place.height, place.width, 1 + wanted, "shape of " + i);
            for (int j = 0; j < i; j++) {
                Rectangle other = places.get(j);
                assertTrue(!withCaption.intersects(other), place + " and " + other);
            }
            if (i > 0) {
                Rectangle before = places.get(i - 1);
                boolean sameRow = before.y == place.y && before.x < place.x;
                assertTrue(sameRow || place.y > before.y && place.x == 0, "out of order: " + i);
            }
        }
    }

    @Test
    void equalShapesAreAGrid() {
        List<Dimension> shapes = java.util.Collections.nCopies(12, new Dimension(640, 480));
        SheetPacking packing = SheetPacking.of(shapes, 4, 320, 400, 0, GAP);
        assertEquals(4 * 320 + 3 * GAP, packing.width());
        assertEquals(3 * 240 + 2 * GAP, packing.height());
        for (int i = 0; i < 12; i++) {
            assertEquals(
                    new Rectangle(i % 4 * (320 + GAP), i / 4 * (240 + GAP), 320, 240),
                    packing.places().get(i));
        }
    }

    @Test
    void aLonePictureIsNotBlownUp() {
        SheetPacking packing = SheetPacking.of(List.of(new Dimension(300, 600)), 4, 320, 400, 0, GAP);
        assertEquals(new Rectangle(0, 0, 200, 400), packing.places().get(0));
        assertEquals(200, packing.width());
        assertEquals(
                1,
                SheetPacking.of(List.of(new Dimension(1, 9999)), 1, 99, 99, 0, 0)
                        .width());
    }

    @Test
    void nothingToPackIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> SheetPacking.of(List.of(), 4, 320, 400, 0, GAP));
        assertThrows(
                IllegalArgumentException.class,
                () -> SheetPacking.of(List.of(new Dimension(1, 1)), 0, 320, 400, 0, GAP));
    }
}
