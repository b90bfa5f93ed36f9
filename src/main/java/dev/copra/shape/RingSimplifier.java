package dev.copra.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * Takes vertices out of rings such that every vertex taken out is within a given distance of the line that replaces it
 * (the algorithm of Douglas and Peucker, by JTS).
 *
 * <p>A ring that {@link MaskTracer} joined to its holes is cut where its keyholes begin and end, and only the lines
 * between are simplified: the two sides of a keyhole stay on each other, so that it lets nothing leak. JTS sees lines, never
 * a polygon, as a keyholed ring is not valid by its rules. The result may touch or cross itself; what that and the lost
 * vertices cost is seen by rasterising it again.
 */
public final class RingSimplifier {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    /** Vertices of the longest line given to JTS, whose recursion may be as deep as a line is long. */
    private static final int LONGEST = 1000;

    private RingSimplifier() {}

    /**
     * Simplifies each ring; one that would be left with fewer than three vertices stays as it is.
     *
     * @param rings x0, y0, x1, y1, ...; not changed
     * @param pixels greatest distance of a vertex from the new outline, finite and at least 0
     */
    public static List<double[]> simplify(List<double[]> rings, double pixels) {
        if (!(pixels >= 0 && pixels < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cannot simplify by " + pixels + " pixels");
        }
        List<double[]> result = new ArrayList<>(rings.size());
        for (double[] ring : rings) {
            result.add(simplify(ring, pixels));
        }
        return result;
    }

    private static double[] simplify(double[] ring, double pixels) {
        int vertices = ring.length / 2;
        if (vertices <= 3) {
            return ring;
        }
        int[] cuts = cuts(ring);
        List<Coordinate> simple = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            int end = i + 1 < cuts.length ? cuts[i + 1] : cuts[0] + vertices;
            List<Coordinate> line = Arrays.asList(simplified(line(ring, cuts[i], end), pixels));
            simple.addAll(line.subList(0, line.size() - 1));
        }
        return simple.size() < 3 ? ring : flat(simple);
    }

    /** Keeps both ends. */
    private static Coordinate[] simplified(Coordinate[] line, double pixels) {
        return DouglasPeuckerSimplifier.simplify(GEOMETRY.createLineString(line), pixels)
                .getCoordinates();
    }

    /** The vertices from one index to another, both included, counted round the ring. */
    private static Coordinate[] line(double[] ring, int from, int to) {
        Coordinate[] line = new Coordinate[to - from + 1];
        for (int i = 0; i < line.length; i++) {
            int vertex = (from + i) % (ring.length / 2);
            line[i] = new Coordinate(ring[2 * vertex], ring[2 * vertex + 1]);
        }
        return line;
    }

    private static double[] flat(List<Coordinate> line) {
        double[] flat = new double[2 * line.size()];
        for (int i = 0; i < line.size(); i++) {
            flat[2 * i] = line.get(i).x;
            flat[2 * i + 1] = line.get(i).y;
        }
        return flat;
    }

    /** A vertical edge from a vertex to the one after it. */
    private record Side(double x, double top, double bottom, int vertex) {}

    /**
     * Where a ring is cut into lines whose ends stay, ascending: at its first vertex (left to itself, JTS may drop the end
     * of a closed line, by a rule that exceeds the bound), at regular intervals, and at both ends of vertical edges that lie
     * on another one at least in part. In a traced ring these are the keyholes: the outline itself never passes a pixel
     * edge twice.
     */
    private static int[] cuts(double[] ring) {
        int vertices = ring.length / 2;
        List<Side> sides = new ArrayList<>(vertices / 2);
        for (int i = 0; i < vertices; i++) {
            int j = (i + 1) % vertices;
            if (ring[2 * i] == ring[2 * j]) {
                double y0 = ring[2 * i + 1];
                double y1 = ring[2 * j + 1];
                sides.add(new Side(ring[2 * i], Math.min(y0, y1), Math.max(y0, y1), i));
            }
        }
        sides.sort(Comparator.comparingDouble(Side::x).thenComparingDouble(Side::top));
        boolean[] cut = new boolean[vertices];
        for (int i = 0; i < vertices; i += LONGEST) {
            cut[i] = true;
        }
        for (int i = 1, lowest = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            Side before = sides.get(lowest);
            if (side.x == before.x && side.top < before.bottom) {
                for (Side overlapping : List.of(side, before)) {
                    cut[overlapping.vertex] = true;
                    cut[(overlapping.vertex + 1) % vertices] = true;
                }
            }
            if (side.x != before.x || side.bottom > before.bottom) {
                lowest = i;
            }
        }
        return IntStream.range(0, vertices).filter(i -> cut[i]).toArray();
    }
}
