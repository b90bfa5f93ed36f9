package dev.copra.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snapround.SnapRoundingNoder;
import org.locationtech.jts.operation.overlayng.RingClipper;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.triangulate.polygon.PolygonHoleJoiner;

/** Rings without crossings, rings with holes, and rings cut at an edge, by JTS. Holds scratch memory: one a thread. */
public final class RingRepair {
    /** Rings with more points, or more crossings, are left alone: time grows with the square of both. */
    private static final int MOST_POINTS = 10_000;

    /** Points that are computed are rounded to thousandths of a pixel. */
    private static final PrecisionModel THOUSANDTHS = new PrecisionModel(1000);

    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final RingCrossings crossings = new RingCrossings();

    /**
     * Parts a ring at its crossings. What the even-odd rule fills stays filled; holes become keyholes.
     *
     * @return rings that do not cross; null if there are too many points or crossings, or no seam to a hole
     */
    public List<double[]> uncross(double[] ring, Effort effort) {
        crossings.greatestLobe(ring, effort);
        if (effort.isExhausted() || !canUncross(ring, crossings)) {
            return null;
        }
        Polygonizer polygonizer = new Polygonizer(true);
        for (LineSegment side : walkedOddly(ring)) {
            polygonizer.add(GEOMETRY.createLineString(new Coordinate[] {side.p0, side.p1}));
        }
        // in an order that depends on the points alone
        Geometry parts = polygonizer.getGeometry().norm();
        List<double[]> rings = new ArrayList<>();
        for (int i = 0; i < parts.getNumGeometries(); i++) {
            if (parts.getGeometryN(i) instanceof Polygon part) {
                double[] joined = joined(part);
                if (joined == null) {
                    return null;
                }
                rings.add(joined);
            }
        }
        return rings;
    }

    /** Whether a ring that was just looked at has few enough points and crossings. */
    public static boolean canUncross(double[] ring, RingCrossings crossings) {
        return ring.length <= 2 * MOST_POINTS && crossings.crossings() <= MOST_POINTS;
    }

    /** The sides between crossings. One that is walked to and fro, such as a keyhole's, parts nothing. */
    private static Set<LineSegment> walkedOddly(double[] ring) {
        SnapRoundingNoder noder = new SnapRoundingNoder(THOUSANDTHS);
        noder.computeNodes(
                List.of(new NodedSegmentString(JtsRings.sequence(ring).toCoordinateArray(), null)));
        Set<LineSegment> odd = new TreeSet<>();
        for (Object noded : noder.getNodedSubstrings()) {
            Coordinate[] line = ((SegmentString) noded).getCoordinates();
            for (int i = 1; i < line.length; i++) {
                LineSegment side = new LineSegment(line[i - 1], line[i]);
                side.normalize();
                if (!odd.remove(side)) {
                    odd.add(side);
                }
            }
        }
        return odd;
    }

    /** Whether rings that have so many points together can be joined. */
    public static boolean canJoin(long points) {
        return points <= MOST_POINTS;
    }

    /**
     * Joins a ring and the rings that are its holes to one ring, by seams that are walked to and fro: even-odd filling leaves
     * the holes open.
     *
     * @return null if they are no valid polygon together, have too many points, or there is no seam
     */
    public static double[] join(double[] outer, List<double[]> holes) {
        Polygon polygon = JtsRings.polygon(outer, holes);
        if (!canJoin(polygon.getNumPoints()) || !IsValidOp.isValid(polygon)) {
            return null;
        }
        return joined(polygon);
    }

    private static double[] joined(Polygon polygon) {
        try {
            return JtsRings.ring(PolygonHoleJoiner.join(polygon));
        } catch (IllegalStateException e) {
            // rounding hides every vertex from the hole: there is no seam that JTS takes for free
            return null;
        }
    }

    /** Cuts a ring at the edges of an image. @return a ring of no point if all of it is outside */
    public static double[] clip(double[] ring, int width, int height) {
        Coordinate[] clipped = new RingClipper(new Envelope(0, width, 0, height))
                .clip(JtsRings.sequence(ring).toCoordinateArray());
        for (Coordinate point : clipped) {
            THOUSANDTHS.makePrecise(point);
        }
        return clipped.length == 0 ? new double[0] : JtsRings.ring(clipped);
    }
}
