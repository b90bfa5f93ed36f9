package dev.copra.shape;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * A rectangle that is turned about its centre.
 *
 * @param box before it is turned
 * @param degrees clockwise, as y goes downwards; finite
 */
public record TurnedBox(Box box, double degrees) {

    /** The corners x, y, from the one that was top-left on, clockwise. */
    public double[] ring() {
        // quarter turns are exact: the cosine of a right angle is not 0 in doubles
        double quarters = degrees / 90;
        boolean exact = quarters == Math.rint(quarters);
        int turns = exact ? (int) Math.floorMod((long) quarters, 4L) : 0;
        double cos = exact ? new int[] {1, 0, -1, 0}[turns] : Math.cos(Math.toRadians(degrees));
        double sin = exact ? new int[] {0, 1, 0, -1}[turns] : Math.sin(Math.toRadians(degrees));
        double centreX = box.x() + box.width() / 2;
        double centreY = box.y() + box.height() / 2;
        double[] ring = new double[8];
        for (int i = 0; i < 4; i++) {
            double x = (i == 1 || i == 2 ? box.right() : box.x()) - centreX;
            double y = (i >= 2 ? box.bottom() : box.y()) - centreY;
            ring[2 * i] = centreX + x * cos - y * sin;
            ring[2 * i + 1] = centreY + x * sin + y * cos;
        }
        return ring;
    }

    /** The upright box around it. */
    public Box bounds() {
        double[] ring = ring();
        double left = Math.min(Math.min(ring[0], ring[2]), Math.min(ring[4], ring[6]));
        double right = Math.max(Math.max(ring[0], ring[2]), Math.max(ring[4], ring[6]));
        double top = Math.min(Math.min(ring[1], ring[3]), Math.min(ring[5], ring[7]));
        double bottom = Math.max(Math.max(ring[1], ring[3]), Math.max(ring[5], ring[7]));
        return Box.ofCorners(left, top, right, bottom);
    }

    /** Its pixels, by the rules for polygons. */
    public Rle rasterize(int height, int width) {
        return new PolygonRasterizer().rasterize(ring(), height, width);
    }
}
