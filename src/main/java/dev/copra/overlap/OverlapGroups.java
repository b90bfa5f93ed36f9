package dev.copra.overlap;

import java.util.Arrays;

/** Groups of objects that overlap, directly or by way of others. */
public final class OverlapGroups {
    private OverlapGroups() {}

    /**
     * Groups objects.
     *
     * @param bounds a box about each object, x, y, width, height, all finite: objects whose boxes have nothing in common do not overlap
     * @param overlap how much two objects overlap, 0 to 1; symmetric
     * @param threshold more overlap than this makes a group of two
     * @return for each object the first one of its group
     */
    public static int[] of(double[] bounds, Suppression.Overlap overlap, double threshold) {
        int[] first = new int[bounds.length / 4];
        Arrays.setAll(first, i -> i);
        BoxGrid after = new BoxGrid(bounds);
        for (int object = 0; object < first.length; object++) {
            after.remove(object);
            for (int n = after.search(object, overlap.least(threshold)) - 1; n >= 0; n--) {
                int other = after.found(n);
                int a = root(first, object);
                int b = root(first, other);
                if (a != b && overlap.of(other, object) > threshold) {
                    first[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = root(first, i);
        }
        return first;
    }

    private static int root(int[] first, int object) {
        int at = object;
        while (first[at] != at) {
            first[at] = first[first[at]];
            at = first[at];
        }
        return at;
    }
}
