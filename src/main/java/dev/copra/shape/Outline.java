package dev.copra.shape;

import dev.copra.mask.Box;
import java.util.List;
import org.locationtech.jts.geom.Polygon;

/** Polygons inscribed in a box, in continuous coordinates. They do not depend on the JDK. */
public final class Outline {
    /** How far a chord may lie from its arc, in pixels: half the step on which maskApi rounds coordinates. */
    private static final double CHORD_ERROR = 0.1;
    /** As many as a circle has that is as large as an int tells. */
    private static final int MOST_CHORDS = 1 << 19;

    /** Where a regular octagon cuts the sides of its square. */
    private static final double OCTAGON_CUT = 1 - Math.sqrt(0.5);

    private Outline() {}

    /** The box's own four corners. */
    public static Polygon box(Box box) {
        return polygon(box.x(), box.y(), box.x(), box.bottom(), box.right(), box.bottom(), box.right(), box.y());
    }

    /** The inscribed ellipse, as a polygon whose chords lie within a tenth of a pixel of it. */
    public static Polygon ellipse(Box box) {
        int points = chords(Math.max(box.width(), box.height()) / 2);
        double[] ring = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            ring[2 * i] = box.x() + box.width() * (0.5 + 0.5 * StrictMath.cos(angle));
            ring[2 * i + 1] = box.y() + box.height() * (0.5 + 0.5 * StrictMath.sin(angle));
        }
        return polygon(ring);
    }

    /** As many chords of a circle lie within a tenth of a pixel of it. */
    static int chords(double radius) {
        // beyond all coordinates of pixels acos is 0
        double chords = Math.ceil(Math.PI / StrictMath.acos(1 - CHORD_ERROR / Math.max(1, radius)));
        return (int) Math.max(12, Math.min(MOST_CHORDS, chords));
    }

    /** The box with its corners cut as a regular octagon's. */
    public static Polygon octagon(Box box) {
        double dx = OCTAGON_CUT * box.width();
        double dy = OCTAGON_CUT * box.height();
        return polygon(
                box.x() + dx,
                box.y(),
                box.x(),
                box.y() + dy,
                box.x(),
                box.bottom() - dy,
                box.x() + dx,
                box.bottom(),
                box.right() - dx,
                box.bottom(),
                box.right(),
                box.bottom() - dy,
                box.right(),
                box.y() + dy,
                box.right() - dx,
                box.y());
    }

    private static Polygon polygon(double... ring) {
        return JtsRings.polygon(ring, List.of());
    }
}
