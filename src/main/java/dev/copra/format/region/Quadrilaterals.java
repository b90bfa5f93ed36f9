package dev.copra.format.region;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.mask.Box;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.TurnedBox;

/** Turned boxes by their four corners. */
public final class Quadrilaterals {
    /** Corners of a rectangle may be so many pixels off, because files round them. */
    private static final double TOLERANCE = 0.05;

    private Quadrilaterals() {}

    /**
     * The rectangle of four corners, the first of which is the top left one before it is turned, clockwise on the screen.
     *
     * @param corners x, y of each
     * @return null if they are no rectangle within a twentieth of a pixel
     */
    public static TurnedBox rectangle(double[] corners) {
        double centreX = (corners[0] + corners[2] + corners[4] + corners[6]) / 4;
        double centreY = (corners[1] + corners[3] + corners[5] + corners[7]) / 4;
        double width = Math.hypot(corners[2] - corners[0], corners[3] - corners[1]);
        double height = Math.hypot(corners[4] - corners[2], corners[5] - corners[3]);
        double degrees = width > 0
                ? Math.toDegrees(Math.atan2(corners[3] - corners[1], corners[2] - corners[0]))
                : Math.toDegrees(Math.atan2(corners[4] - corners[2], corners[5] - corners[3]));
        TurnedBox box = new TurnedBox(new Box(centreX - width / 2, centreY - height / 2, width, height), degrees);
        double[] ring = box.ring();
        for (int i = 0; i < 8; i++) {
            if (!(Math.abs(ring[i] - corners[i]) <= TOLERANCE)) {
                return null;
            }
        }
        return box;
    }

    /**
     * The four corners of an instance: its quadrilateral, else its box, which may be turned, else the box around it. Counts what of its
     * region, box and area does not follow from them.
     *
     * @return null if it has neither
     */
    public static double[] corners(DatasetImage image, Instance instance, Losses losses) {
        if (instance.rotation() == 0
                && instance.region() instanceof Region.Rings rings
                && rings.rings().size() == 1
                && rings.rings().get(0).length == 8) {
            double[] ring = rings.rings().get(0);
            if (image.hasSize()) {
                losses.area(
                        image,
                        instance,
                        new PolygonRasterizer()
                                .rasterize(ring, image.height(), image.width())
                                .area());
            }
            losses.box(image, instance, Regions.bounds(rings));
            if (rectangle(ring) != null) {
                losses.ledger().lose(Loss.MASK, image, instance);
            }
            return ring;
        }
        Box box = instance.box() != null ? instance.box() : instance.around();
        if (box == null) {
            return null;
        }
        if (instance.region() != null) {
            losses.ledger().lose(Loss.MASK, image, instance);
        }
        losses.area(image, instance, box.width() * box.height());
        return new TurnedBox(box, instance.rotation()).ring();
    }
}
