package dev.copra.overlap;

/** How much each of several objects overlaps the others. */
final class Neighbours {
    private Neighbours() {}

    /**
     * Finds the best overlap of each object with another one.
     *
     * @param bounds a box about each object, x, y, width, height: objects whose boxes have nothing in common do not overlap
     * @param group of each object
     * @param within receives the best overlap with an object of the same group, 0 if there is none
     * @param across receives that with an object of another group
     */
    public static void best(
            double[] bounds, Suppression.Overlap overlap, int[] group, double[] within, double[] across) {
        BoxGrid grid = new BoxGrid(bounds);
        for (int i = 0; i < group.length; i++) {
            for (int n = grid.search(i, 0) - 1; n >= 0; n--) {
                int j = grid.found(n);
                if (j < i) {
                    double common = overlap.of(i, j);
                    double[] best = group[i] == group[j] ? within : across;
                    best[i] = Math.max(best[i], common);
                    best[j] = Math.max(best[j], common);
                }
            }
        }
    }
}
