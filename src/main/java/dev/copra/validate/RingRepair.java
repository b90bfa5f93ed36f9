package dev.copra.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Mends the rings of a segmentation, code by code, in the order in which one mend needs another. */
final class RingRepair {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    /** Corners that are computed are rounded to thousandths of a pixel. */
    private static final double ROUNDING = 1000;

    private final Predicate<Code> wanted;
    private final RingCrossings crossings = new RingCrossings();

    RingRepair(Predicate<Code> wanted) {
        this.wanted = wanted;
    }

    /** @return the mended rings; empty if none is left @param width of the image, or 0 if it is not known */
    List<double[]> repair(List<double[]> broken, int height, int width) {
        List<double[]> rings = new ArrayList<>(broken);
        if (wanted.test(PolygonChecks.SHORT)) {
            rings.removeIf(ring -> ring.length < 6);
        }
        if (wanted.test(PolygonChecks.NON_FINITE)) {
            rings.removeIf(RingRepair::isNotFinite);
        }
        if (wanted.test(PolygonChecks.ODD)) {
            rings.replaceAll(ring -> ring.length % 2 == 0 ? ring : Arrays.copyOf(ring, ring.length - 1));
        }
        // the others need good numbers
        if (rings.stream().anyMatch(ring -> ring.length < 6 || isNotFinite(ring))) {
            return rings;
        }
        if (wanted.test(PolygonChecks.DOUBLED)) {
            rings.replaceAll(ring -> Rings.isDoubled(ring) ? Rings.once(ring) : ring);
        }
        if (wanted.test(PolygonChecks.CROSSING)) {
            rings = uncross(rings);
        }
        if (wanted.test(PolygonChecks.OUTSIDE) && width > 0 && height > 0) {
            rings.replaceAll(ring -> PolygonChecks.beyond(ring, width, height) > PolygonChecks.OUTSIDE_TOLERANCE
                    ? clip(ring, width, height)
                    : ring);
            rings.removeIf(ring -> ring.length < 6);
        }
        if (wanted.test(PolygonChecks.FLAT) && rings.size() > 1) {
            List<double[]> whole = new ArrayList<>(rings);
            whole.removeIf(this::isFlat);
            rings = whole.isEmpty() ? rings : whole;
        }
        if (wanted.test(PolygonChecks.DUPLICATE)) {
            rings = distinct(rings);
        }
        return wanted.test(PolygonChecks.NESTED) ? keyholes(rings) : rings;
    }

    private static boolean isNotFinite(double[] ring) {
        for (double coordinate : ring) {
            if (!Double.isFinite(coordinate)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFlat(double[] ring) {
        return Math.abs(Rings.signedArea(ring)) < PolygonChecks.LEAST_AREA && crossings.greatestLobe(ring) == 0;
    }

    private static List<double[]> distinct(List<double[]> rings) {
        List<double[]> distinct = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            if (Rings.earlierSame(rings, i) < 0) {
                distinct.add(rings.get(i));
            }
        }
        return distinct;
    }

    private List<double[]> uncross(List<double[]> rings) {
        List<double[]> uncrossed = new ArrayList<>();
        for (double[] ring : rings) {
            if (Rings.isDoubled(ring) || crossings.greatestLobe(ring) < RingCrossings.LEAST_LOBE) {
                uncrossed.add(ring);
            } else {
                Geometry fixed = GeometryFixer.fix(polygon(ring));
                for (int i = 0; i < fixed.getNumGeometries(); i++) {
                    if (fixed.getGeometryN(i) instanceof Polygon part && part.getArea() >= PolygonChecks.LEAST_AREA) {
                        uncrossed.add(ring(part));
                    }
                }
            }
        }
        return uncrossed;
    }

    private static Polygon polygon(double[] ring) {
        double[] open = Rings.open(ring);
        Coordinate[] coordinates = new Coordinate[open.length / 2 + 1];
        for (int i = 0; i < coordinates.length; i++) {
            int at = 2 * i % open.length;
            coordinates[i] = new Coordinate(open[at], open[at + 1]);
        }
        return GEOMETRY.createPolygon(coordinates);
    }

    private static double[] ring(Polygon polygon) {
        List<double[]> holes = new ArrayList<>();
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            holes.add(coordinates(polygon.getInteriorRingN(i)));
        }
        return Keyhole.join(coordinates(polygon.getExteriorRing()), holes);
    }

    private static double[] coordinates(LinearRing ring) {
        Coordinate[] coordinates = ring.getCoordinates();
        double[] values = new double[2 * (coordinates.length - 1)];
        for (int i = 0; i < coordinates.length - 1; i++) {
            values[2 * i] = Math.rint(coordinates[i].x * ROUNDING) / ROUNDING;
            values[2 * i + 1] = Math.rint(coordinates[i].y * ROUNDING) / ROUNDING;
        }
        return values;
    }

    /** Cuts a ring at the edges of the image, one edge after the other (Sutherland and Hodgman, 1974). */
    private static double[] clip(double[] ring, int width, int height) {
        double[] clipped = Rings.open(ring);
        for (int edge = 0; edge < 4; edge++) {
            clipped = clip(clipped, edge % 2, edge < 2 ? 0 : edge == 2 ? width : height, edge < 2 ? 1 : -1);
        }
        return clipped;
    }

    /** Keeps what has {@code (coordinate - limit) * sign >= 0}. @param axis 0 for x, 1 for y */
    private static double[] clip(double[] ring, int axis, double limit, int sign) {
        double[] kept = new double[2 * ring.length + 4];
        int size = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = i + 2 == ring.length ? 0 : i + 2;
            boolean from = (ring[i + axis] - limit) * sign >= 0;
            boolean to = (ring[next + axis] - limit) * sign >= 0;
            if (from) {
                kept[size++] = ring[i];
                kept[size++] = ring[i + 1];
            }
            if (from != to) {
                double t = (limit - ring[i + axis]) / (ring[next + axis] - ring[i + axis]);
                double other = ring[i + 1 - axis] + t * (ring[next + 1 - axis] - ring[i + 1 - axis]);
                kept[size + axis] = limit;
                kept[size + 1 - axis] = Math.rint(other * ROUNDING) / ROUNDING;
                size += 2;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Rings at an odd depth become holes of the ring around them. */
    private static List<double[]> keyholes(List<double[]> rings) {
        int n = rings.size();
        int[] depth = new int[n];
        int[] parent = new int[n];
        for (int i = 0; i < n; i++) {
            parent[i] = -1;
            for (int j = 0; j < n; j++) {
                if (i != j && Rings.isWithin(rings.get(i), rings.get(j))) {
                    depth[i]++;
                    if (parent[i] < 0 || Rings.isWithin(rings.get(j), rings.get(parent[i]))) {
                        parent[i] = j;
                    }
                }
            }
        }
        List<double[]> joined = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!isHole(i, depth, parent)) {
                List<double[]> holes = new ArrayList<>();
                for (int j = 0; j < n; j++) {
                    if (parent[j] == i && isHole(j, depth, parent)) {
                        holes.add(rings.get(j));
                    }
                }
                joined.add(holes.isEmpty() ? rings.get(i) : Keyhole.join(rings.get(i), holes));
            }
        }
        return joined;
    }

    private static boolean isHole(int ring, int[] depth, int[] parent) {
        return depth[ring] % 2 == 1 && depth[parent[ring]] % 2 == 0;
    }
}
