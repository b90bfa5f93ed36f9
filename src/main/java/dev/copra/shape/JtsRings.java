package dev.copra.shape;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/** Rings as JTS has them, which repeat their first point, and back. */
final class JtsRings {
    private static final GeometryFactory GEOMETRY = new GeometryFactory(PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

    private JtsRings() {}

    /** The points, the first one repeated at the end. */
    static CoordinateSequence sequence(double[] ring) {
        double[] open = Rings.open(ring);
        double[] closed = Arrays.copyOf(open, open.length + 2);
        closed[open.length] = open[0];
        closed[open.length + 1] = open[1];
        return new PackedCoordinateSequence.Double(closed, 2, 0);
    }

    static Polygon polygon(double[] outer, List<double[]> holes) {
        LinearRing[] inner = new LinearRing[holes.size()];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = GEOMETRY.createLinearRing(sequence(holes.get(i)));
        }
        return GEOMETRY.createPolygon(GEOMETRY.createLinearRing(sequence(outer)), inner);
    }

    /** A closed ring's points without the repeated one. */
    static double[] ring(Coordinate[] closed) {
        double[] ring = new double[2 * (closed.length - 1)];
        for (int i = 0; i < closed.length - 1; i++) {
            ring[2 * i] = closed[i].x;
            ring[2 * i + 1] = closed[i].y;
        }
        return ring;
    }
}
