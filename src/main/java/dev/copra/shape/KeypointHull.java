package dev.copra.shape;

import dev.copra.mask.Box;
import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** A person's outline from its joints: their convex hull, grown, and clipped to the box. */
public final class KeypointHull {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    private static final int FEWEST_JOINTS = 3;

    private KeypointHull() {}

    /**
     * Builds the ring.
     *
     * @param keypoints COCO's flat triples x, y, v; visible joints (v = 2) are used, and if they are fewer than three also
     *     the labelled ones that are hidden (v = 1)
     * @param growth how far the hull is grown, as a share of the square root of the box's area
     * @return x0, y0, x1, y1, ...; or null if there are fewer than three joints, or none of the hull lies in the box
     */
    public static double[] ring(double[] keypoints, Box box, double growth) {
        Coordinate[] joints = joints(keypoints, 2);
        if (joints.length < FEWEST_JOINTS) {
            joints = joints(keypoints, 1);
        }
        if (joints.length < FEWEST_JOINTS) {
            return null;
        }
        Geometry hull = GEOMETRY.createMultiPointFromCoords(joints).convexHull().buffer(growth * Math.sqrt(box.area()));
        Geometry clipped =
                hull.intersection(GEOMETRY.toGeometry(new Envelope(box.x(), box.right(), box.y(), box.bottom())));
        if (!(clipped instanceof Polygon polygon) || polygon.isEmpty()) {
            return null;
        }
        Coordinate[] corners = polygon.getExteriorRing().getCoordinates();
        double[] ring = new double[2 * (corners.length - 1)];
        for (int i = 0; i < corners.length - 1; i++) {
            ring[2 * i] = corners[i].x;
            ring[2 * i + 1] = corners[i].y;
        }
        return ring;
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
