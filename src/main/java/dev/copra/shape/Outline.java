package dev.copra.shape;

import dev.copra.mask.Box;

/** Rings inscribed in a box, as x0, y0, x1, y1, ... in continuous coordinates. */
public final class Outline {
    /** How far a chord may lie from its arc, in pixels: half the step on which maskApi rounds coordinates. */
    private static final double CHORD_ERROR = 0.1;
    /** Where a regular octagon cuts the sides of its square. */
    private static final double OCTAGON_CUT = 1 - Math.sqrt(0.5);

    private Outline() {}

    /** The box's own four corners. */
    public static double[] box(Box box) {
        return new double[] {box.x(), box.y(), box.x(), box.bottom(), box.right(), box.bottom(), box.right(), box.y()};
    }

    /** The inscribed ellipse, as a polygon whose chords lie within a tenth of a pixel of it. */
    public static double[] ellipse(Box box) {
        double radius = Math.max(box.width(), box.height()) / 2;
        int points =
                radius <= 1 ? 12 : (int) Math.max(12, Math.ceil(Math.PI / StrictMath.acos(1 - CHORD_ERROR / radius)));
        double[] ring = new double[2 * points];
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            ring[2 * i] = box.x() + box.width() * (0.5 + 0.5 * StrictMath.cos(angle));
            ring[2 * i + 1] = box.y() + box.height() * (0.5 + 0.5 * StrictMath.sin(angle));
        }
        return ring;
    }

    /** The box with its corners cut as a regular octagon's. */
    public static double[] octagon(Box box) {
        double dx = OCTAGON_CUT * box.width();
        double dy = OCTAGON_CUT * box.height();
        return new double[] {
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
            box.y()
        };
    }
}
