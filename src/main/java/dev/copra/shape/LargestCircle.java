package dev.copra.shape;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.List;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Polygon;

/**
 * The largest circle in the largest part of a mask, about: where a name of the object has most room.
 *
 * @param x its centre in continuous pixel coordinates
 * @param y its centre in continuous pixel coordinates
 * @param radius in pixels
 */
public record LargestCircle(double x, double y, double radius) {
    /** So many pixels of the mask's shorter side are looked at: a finer outline would not move a name. */
    private static final int CELLS = 32;

    /** Of a mask; null if it has no pixel. */
    public static LargestCircle of(Rle mask) {
        if (mask.isEmpty()) {
            return null;
        }
        Box bounds = mask.bounds();
        int left = (int) bounds.x();
        int top = (int) bounds.y();
        Rle part = mask.crop(left, top, (int) bounds.right(), (int) bounds.bottom());
        int step = Math.max(1, Math.min(part.width(), part.height()) / CELLS);
        Rle coarse = part.sampled(step);
        double[] ring = largest(MaskTracer.trace(coarse));
        if (ring == null) {
            return null;
        }
        Polygon polygon = JtsRings.polygon(ring, List.of());
        var circle = new MaximumInscribedCircle(polygon, Math.max(.5, Math.sqrt(polygon.getArea()) / CELLS));
        // a pixel of the coarse mask stands for what is around the one that was looked at
        double shift = (step - 1) / 2.0;
        return new LargestCircle(
                left + circle.getCenter().getX() * step - shift,
                top + circle.getCenter().getY() * step - shift,
                circle.getRadiusLine().getLength() * step - shift);
    }

    private static double[] largest(List<double[]> rings) {
        double[] largest = null;
        double most = 0;
        for (double[] ring : rings) {
            double area = Math.abs(Rings.signedArea(ring));
            if (area > most) {
                most = area;
                largest = ring;
            }
        }
        return largest;
    }
}
