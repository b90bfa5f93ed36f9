package dev.copra.draw.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPlacingTest {
    private static final double LINE = 16;

    /** Of few and many, small and large objects, in small and large pictures: the three promises, in full. */
    @ParameterizedTest
    @CsvSource({
        "1, 640, 480, 100",
        "40, 640, 480, 100",
        "300, 640, 480, 20",
        "5000, 1280, 960, 15",
        "60, 40, 30, 9",
        "200, 5472, 3648, 900",
        "50, 2000, 60, 50"
    })
    void noTwoOverlapAndNoneHidesASmallObject(int count, double width, double height, double side) {
        for (int seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            List<LabelWish> wishes = new ArrayList<>();
            List<Rectangle2D> others = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Rectangle2D object = object(random, width, height, side);
                if (i % 7 == 6) {
                    others.add(object);
                } else {
                    Point2D middle = i % 2 == 0 ? new Point2D.Double(object.getCenterX(), object.getCenterY()) : null;
                    wishes.add(new LabelWish(20 + random.nextInt(100), LINE, object, middle));
                }
            }
            List<Rectangle2D> places = LabelPlacing.place(wishes, others, width, height);
            assertEquals(wishes.size(), places.size());
            assertEquals(places, LabelPlacing.place(wishes, others, width, height));
            List<Rectangle2D> small = new ArrayList<>(others);
            wishes.forEach(wish -> small.add(wish.object()));
            small.removeIf(o -> Math.max(o.getWidth(), o.getHeight()) >= 3 * LINE);
            Rectangle2D picture = new Rectangle2D.Double(0, 0, width, height);
            List<Rectangle2D> written = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                Rectangle2D place = places.get(i);
                if (place == null) {
                    continue;
                }
                assertEquals(wishes.get(i).width(), place.getWidth());
                assertEquals(LINE, place.getHeight());
                assertTrue(picture.contains(place), "outside: " + place);
                written.forEach(other -> assertTrue(!overlap(place, other), place + " and " + other));
                small.forEach(other -> assertTrue(!overlap(place, other), place + " hides " + other));
                written.add(place);
            }
        }
    }

    private static Rectangle2D object(Random random, double width, double height, double side) {
        double w = Math.min(width, 1 + random.nextDouble() * side);
        double h = Math.min(height, 1 + random.nextDouble() * side);
        return new Rectangle2D.Double(random.nextDouble() * (width - w), random.nextDouble() * (height - h), w, h);
    }

    private static boolean overlap(Rectangle2D a, Rectangle2D b) {
        return a.getX() < b.getMaxX() && b.getX() < a.getMaxX() && a.getY() < b.getMaxY() && b.getY() < a.getMaxY();
    }

    @Test
    void aLargeObjectIsNamedInItsMiddle() {
        LabelWish wish =
                new LabelWish(60, LINE, new Rectangle2D.Double(100, 100, 300, 200), new Point2D.Double(200, 180));
        assertEquals(List.of(new Rectangle2D.Double(170, 172, 60, LINE)), place(wish));
    }

    @Test
    void aSmallObjectIsNamedBesideItself() {
        Rectangle2D object = new Rectangle2D.Double(100, 100, 12, 12);
        Rectangle2D place = place(new LabelWish(60, LINE, object, new Point2D.Double(106, 106)))
                .get(0);
        assertNotNull(place);
        assertTrue(!overlap(place, object));
        assertTrue(place.getMaxY() >= 98 && place.getY() <= 114, "far from its object: " + place);
    }

    /** Each of four corners of the picture leaves room on other sides. */
    @ParameterizedTest
    @CsvSource({"0, 0", "590, 0", "0, 440", "590, 440"})
    void anObjectAtTheBorderHasItsName(double x, double y) {
        assertNotNull(place(new LabelWish(60, LINE, new Rectangle2D.Double(x, y, 40, 40), null))
                .get(0));
    }

    @Test
    void whereThereIsNoRoomNothingIsWritten() {
        assertNull(place(new LabelWish(700, LINE, new Rectangle2D.Double(0, 0, 640, 480), new Point2D.Double(9, 9)))
                .get(0));
        assertEquals(List.of(), LabelPlacing.place(List.of(), List.of(), 640, 480));
    }

    private static List<Rectangle2D> place(LabelWish wish) {
        return LabelPlacing.place(List.of(wish), List.of(), 640, 480);
    }
}
