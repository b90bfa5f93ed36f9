package dev.copra.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins a ring and the rings that are its holes to one ring, by seams that are walked to and fro. Even-odd filling, which is
 * what readers do within a ring, leaves the holes open, pixel for pixel.
 */
final class Keyhole {
    /** Pairs of vertices that are tried for a seam that crosses nothing; after that the shortest one is taken. */
    private static final int TRIES = 400;

    private Keyhole() {}

    static double[] join(double[] outer, List<double[]> holes) {
        double[] joined = Rings.open(outer);
        List<double[]> left = new ArrayList<>();
        holes.forEach(hole -> left.add(Rings.open(hole)));
        for (int i = 0; i < left.size(); i++) {
            joined = join(joined, left.get(i), left.subList(i + 1, left.size()));
        }
        return joined;
    }

    private record Seam(int outer, int hole, double length) {}

    private static double[] join(double[] outer, double[] hole, List<double[]> others) {
        List<Seam> seams = new ArrayList<>();
        for (int i = 0; i < outer.length; i += 2) {
            for (int j = 0; j < hole.length; j += 2) {
                seams.add(new Seam(i, j, Math.hypot(outer[i] - hole[j], outer[i + 1] - hole[j + 1])));
            }
        }
        seams.sort(Comparator.comparingDouble(Seam::length));
        Seam seam = seams.stream()
                .limit(TRIES)
                .filter(s -> isFree(s, outer, hole, others))
                .findFirst()
                .orElse(seams.get(0));
        return walk(outer, hole, seam);
    }

    private static boolean isFree(Seam seam, double[] outer, double[] hole, List<double[]> others) {
        double ax = outer[seam.outer()];
        double ay = outer[seam.outer() + 1];
        double bx = hole[seam.hole()];
        double by = hole[seam.hole() + 1];
        return !crosses(outer, ax, ay, bx, by)
                && !crosses(hole, ax, ay, bx, by)
                && others.stream().noneMatch(ring -> crosses(ring, ax, ay, bx, by));
    }

    private static boolean crosses(double[] ring, double ax, double ay, double bx, double by) {
        for (int i = 0; i < ring.length; i += 2) {
            int next = i + 2 == ring.length ? 0 : i + 2;
            if (Rings.cross(ax, ay, bx, by, ring[i], ring[i + 1], ring[next], ring[next + 1])) {
                return true;
            }
        }
        return false;
    }

    /** The outer ring to the seam, over it, once around the hole, back over it, and the rest of the outer ring. */
    private static double[] walk(double[] outer, double[] hole, Seam seam) {
        double[] ring = new double[outer.length + hole.length + 4];
        int size = seam.outer() + 2;
        System.arraycopy(outer, 0, ring, 0, size);
        for (int i = 0; i <= hole.length; i += 2) {
            int at = (seam.hole() + i) % hole.length;
            ring[size++] = hole[at];
            ring[size++] = hole[at + 1];
        }
        System.arraycopy(outer, seam.outer(), ring, size, outer.length - seam.outer());
        return ring;
    }
}
