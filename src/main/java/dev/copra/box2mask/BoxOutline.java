package dev.copra.box2mask;

import dev.copra.coco.Segmentation;
import dev.copra.mask.Box;

/** Recognises the polygon that tools write for a box: its four corners, rounded or not, closed or not. */
final class BoxOutline {
    /** Corners are often rounded to whole pixels. */
    private static final double TOLERANCE = 1;

    private BoxOutline() {}

    /** Whether a segmentation is one ring that runs round the box. */
    static boolean matches(Segmentation.Polygons polygons, Box box) {
        if (polygons.rings().size() != 1) {
            return false;
        }
        double[] ring = polygons.rings().get(0);
        int points = ring.length / 2;
        boolean closed = points == 5 && ring[0] == ring[8] && ring[1] == ring[9];
        if (points != 4 && !closed) {
            return false;
        }
        int corners = 0;
        for (int i = 0; i < 4; i++) {
            int corner = corner(ring[2 * i], ring[2 * i + 1], box);
            if (corner < 0) {
                return false;
            }
            corners |= 1 << corner;
        }
        return corners == 0b1111;
    }

    private static int corner(double x, double y, Box box) {
        int side = side(x, box.x(), box.right());
        int end = side(y, box.y(), box.bottom());
        return side < 0 || end < 0 ? -1 : side + 2 * end;
    }

    private static int side(double value, double low, double high) {
        boolean nearLow = Math.abs(value - low) <= TOLERANCE;
        boolean nearHigh = Math.abs(value - high) <= TOLERANCE;
        if (nearLow && nearHigh) {
            return Math.abs(value - low) < Math.abs(value - high) ? 0 : 1;
        }
        return nearLow ? 0 : nearHigh ? 1 : -1;
    }
}
