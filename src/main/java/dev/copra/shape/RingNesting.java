package dev.copra.shape;

import java.util.List;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Location;

/** Which rings of a segmentation lie within others: by all their points and the even-odd rule. */
public final class RingNesting {
    private final List<double[]> rings;
    private final CoordinateSequence[] sequences;
    private final double[][] bounds;
    private final double[] areas;
    private final int[] parents;
    private final int[] depths;

    /** @param rings of three finite points at least. If the effort does not suffice, those not looked at are in no other */
    public RingNesting(List<double[]> rings, Effort effort) {
        this.rings = rings;
        int n = rings.size();
        sequences = new CoordinateSequence[n];
        bounds = new double[n][];
        areas = new double[n];
        parents = new int[n];
        depths = new int[n];
        for (int i = 0; i < n; i++) {
            bounds[i] = Rings.bounds(rings.get(i));
            areas[i] = Math.abs(Rings.signedArea(rings.get(i)));
        }
        for (int i = 0; i < n; i++) {
            parents[i] = -1;
            if (effort.spend(n)) {
                findParent(i, effort);
            }
        }
    }

    /** Index of the smallest ring around a ring, or -1. */
    public int parent(int ring) {
        return parents[ring];
    }

    /** Whether a ring is in one that is in no other, or in an even number of others: what it encloses can be a hole of that. */
    public boolean isHole(int ring) {
        return depths[ring] % 2 == 1 && depths[parents[ring]] % 2 == 0;
    }

    private void findParent(int inner, Effort effort) {
        for (int outer = 0; outer < parents.length; outer++) {
            if (outer != inner && isWithin(inner, outer, effort)) {
                depths[inner]++;
                if (parents[inner] < 0 || areas[outer] < areas[parents[inner]]) {
                    parents[inner] = outer;
                }
            }
        }
    }

    private boolean isWithin(int inner, int outer, Effort effort) {
        double[] a = bounds[inner];
        double[] b = bounds[outer];
        if (a[0] < b[0] || a[1] < b[1] || a[2] > b[2] || a[3] > b[3] || areas[inner] >= areas[outer]) {
            return false;
        }
        if (sequences[outer] == null) {
            sequences[outer] = JtsRings.sequence(rings.get(outer));
        }
        double[] ring = rings.get(inner);
        Coordinate point = new Coordinate();
        boolean touchesOnly = true;
        for (int i = 0; i + 1 < ring.length; i += 2) {
            if (!effort.spend(sequences[outer].size())) {
                return false;
            }
            point.setX(ring[i]);
            point.setY(ring[i + 1]);
            int where = RayCrossingCounter.locatePointInRing(point, sequences[outer]);
            if (where == Location.EXTERIOR) {
                return false;
            }
            touchesOnly &= where == Location.BOUNDARY;
        }
        return !touchesOnly;
    }
}
