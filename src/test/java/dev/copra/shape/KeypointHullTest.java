package dev.copra.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

class KeypointHullTest {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private static double[] joints(int visibility, double... points) {
        double[] joints = new double[points.length / 2 * 3];
        for (int i = 0; i < points.length / 2; i++) {
            joints[3 * i] = points[2 * i];
            joints[3 * i + 1] = points[2 * i + 1];
            joints[3 * i + 2] = visibility;
        }
        return joints;
    }

    private static boolean contains(Geometry geometry, double x, double y) {
        return geometry.contains(GEOMETRY.createPoint(new Coordinate(x, y)));
    }

    /** An arm and a body at right angles: the convex hull has the corner between them, the concave one has not. */
    @Test
    void itFollowsAnAngle() {
        double[] angle = joints(
                2, 20, 20, 20, 35, 20, 50, 20, 65, 20, 80, 35, 20, 35, 35, 35, 50, 35, 65, 35, 80, 50, 65, 65, 65, 80,
                65, 50, 80, 65, 80, 80, 80);
        Geometry hull = KeypointHull.of(angle, new Box(10, 10, 80, 80), 100, 100);
        assertTrue(contains(hull, 20, 50) && contains(hull, 60, 80));
        assertFalse(contains(hull, 60, 40));
    }

    /** The circle of a corner: its chords lie within a tenth of a pixel, which those of a few points would not. */
    @Test
    void itIsRoundAndGrown() {
        double[] triangle = joints(2, 300, 300, 700, 300, 500, 650);
        Geometry hull = KeypointHull.of(triangle, new Box(0, 0, 1000, 1000), 1000, 1000);
        Envelope bounds = hull.getEnvelopeInternal();
        assertEquals(160, bounds.getMinX(), .11);
        assertEquals(790, bounds.getMaxY(), .11);
        double angle = Math.toRadians(203);
        assertTrue(contains(hull, 300 + 139.89 * Math.cos(angle), 300 + 139.89 * Math.sin(angle)));
    }

    @Test
    void itStaysInTheBoxAndTheImage() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            double[] points = new double[2 * (3 + random.nextInt(15))];
            for (int k = 0; k < points.length; k++) {
                points[k] = random.nextInt(140) - 20;
            }
            Box box = new Box(
                    random.nextInt(90) - 20, random.nextInt(90) - 20, 20 + random.nextInt(80), 20 + random.nextInt(80));
            Geometry hull = KeypointHull.of(joints(1 + i % 2, points), box, 80, 100);
            if (hull != null) {
                Envelope bounds = hull.getEnvelopeInternal();
                assertTrue(bounds.getMinX() >= Math.max(0, box.x()) && bounds.getMaxX() <= Math.min(100, box.right()));
                assertTrue(bounds.getMinY() >= Math.max(0, box.y()) && bounds.getMaxY() <= Math.min(80, box.bottom()));
                Rle mask = new GeometryRasterizer().rasterize(hull, 80, 100);
                assertEquals(hull.getArea(), mask.area(), 5 + 1.2 * hull.getLength());
            }
        }
    }

    @Test
    void ofTwoJointsOrBesideTheBoxThereIsNone() {
        Box box = new Box(0, 0, 50, 50);
        assertNull(KeypointHull.of(joints(2, 1, 1, 9, 9), box, 100, 100));
        assertNull(KeypointHull.of(joints(2, 80, 80, 90, 80, 90, 90), new Box(0, 0, 10, 10), 100, 100));
        assertNull(KeypointHull.of(joints(2, 1, 1, 9, 1, 5, 9), new Box(200, 0, 50, 50), 100, 100));
    }

    /** Joints on a line have no area of their own; all in one place have a circle. */
    @Test
    void jointsWithoutAnAreaAreGrown() {
        assertTrue(KeypointHull.of(joints(2, 10, 10, 20, 10, 30, 10), new Box(0, 0, 50, 50), 100, 100)
                        .getArea()
                > 200);
        assertEquals(
                Math.PI * 49,
                KeypointHull.of(joints(2, 25, 25, 25, 25, 25, 25), new Box(0, 0, 50, 50), 100, 100)
                        .getArea(),
                5);
    }

    @Test
    void holesAndPartsAreRasterised() {
        Polygon shell = (Polygon) GEOMETRY.toGeometry(new Envelope(10, 30, 10, 30));
        LinearRing hole = ((Polygon) GEOMETRY.toGeometry(new Envelope(15, 20, 15, 20))).getExteriorRing();
        Polygon ring = GEOMETRY.createPolygon(shell.getExteriorRing(), new LinearRing[] {hole});
        Geometry both = GEOMETRY.createGeometryCollection(
                new Geometry[] {ring, GEOMETRY.toGeometry(new Envelope(40, 44, 10, 15)), GEOMETRY.createPoint()});
        Rle mask = new GeometryRasterizer().rasterize(both, 50, 50);
        assertEquals(20 * 20 - 25 + 20, mask.area());
        assertTrue(new GeometryRasterizer()
                .rasterize(GEOMETRY.createPolygon(), 5, 5)
                .isEmpty());
    }
}
