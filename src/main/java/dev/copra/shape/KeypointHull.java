package dev.copra.shape;

import dev.copra.mask.Box;
import java.util.Arrays;
import org.locationtech.jts.algorithm.hull.ConcaveHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A person's outline from its joints: their concave hull, grown, and clipped to the box and the image. */
public final class KeypointHull {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    private static final int FEWEST_JOINTS = 3;

    /**
     * Edges of the joints' Delaunay triangulation that are longer than this share of the way from its shortest to its longest
     * are taken out from the border on: 1 would be the convex hull. The best of 0 to 1, with the growth, on 80 people of
     * COCO val2014: mean IoU .572, of the convex hull .561.
     */
    private static final double LONGEST_EDGE = .2;

    private static final double GROWTH = .14;

    private KeypointHull() {}

    /**
     * Builds the outline; it is grown by {@value #GROWTH} of the square root of the box's area.
     *
     * @param keypoints COCO's flat triples x, y, v; visible joints (v = 2) are used, and if they are fewer than three also
     *     the labelled ones that are hidden (v = 1)
     * @param height of the image
     * @param width of the image
     * @return polygons; null if there are fewer than three joints, or nothing of the hull lies in the box
     */
    public static Geometry of(double[] keypoints, Box box, int height, int width) {
        Coordinate[] joints = joints(keypoints, 2);
        if (joints.length < FEWEST_JOINTS) {
            joints = joints(keypoints, 1);
        }
        if (joints.length < FEWEST_JOINTS) {
            return null;
        }
        double growth = GROWTH * Math.sqrt(box.area());
        Geometry hull = ConcaveHull.concaveHullByLengthRatio(GEOMETRY.createMultiPointFromCoords(joints), LONGEST_EDGE)
                .buffer(growth, Math.max(1, Outline.chords(growth) / 4));
        Envelope seen = new Envelope(box.x(), box.right(), box.y(), box.bottom())
                .intersection(new Envelope(0, width, 0, height));
        Geometry clipped = hull.intersection(GEOMETRY.toGeometry(seen));
        return clipped.getArea() > 0 ? clipped : null;
    }

    private static Coordinate[] joints(double[] keypoints, int leastVisibility) {
        Coordinate[] joints = new Coordinate[keypoints.length / 3];
        int count = 0;
        for (int i = 0; i + 2 < keypoints.length; i += 3) {
            if (keypoints[i + 2] >= leastVisibility
                    && Double.isFinite(keypoints[i])
                    && Double.isFinite(keypoints[i + 1])) {
                joints[count++] = new Coordinate(keypoints[i], keypoints[i + 1]);
            }
        }
        return Arrays.copyOf(joints, count);
    }
}
