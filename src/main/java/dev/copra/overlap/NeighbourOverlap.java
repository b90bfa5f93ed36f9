package dev.copra.overlap;

import java.util.Arrays;

/**
 * How much boxes or masks of an image overlap each other: of each object its best overlap with another one.
 *
 * @param within with one of the same category
 * @param across with one of another category
 */
public record NeighbourOverlap(Counts within, Counts across) {
    private static final int BINS = 20;

    /**
     * How many objects have which best overlap.
     *
     * @param none those that overlap no other
     * @param bins those that do, from 0 to 1 in bins of .05; the last has 1, too
     */
    public record Counts(long none, long[] bins) {
        /** All objects. */
        public long all() {
            return none + Arrays.stream(bins).sum();
        }

        /** The share of the objects whose best overlap is at least that of a bin's low end; NaN without objects. */
        public double shareFrom(int bin) {
            return (double) Arrays.stream(bins, bin, bins.length).sum() / all();
        }
    }

    /** Counts image by image. One thread at a time. */
    public static final class Counter {
        private final long[][] counts = new long[2][BINS + 1];

        /** Adds an image. @param bounds a box about each object of an image @param category of each */
        public void add(double[] bounds, Suppression.Overlap overlap, int[] category) {
            double[][] best = new double[2][category.length];
            Neighbours.best(bounds, overlap, category, best[0], best[1]);
            for (int side = 0; side < 2; side++) {
                for (double common : best[side]) {
                    counts[side][common > 0 ? (int) Math.min(BINS, 1 + Math.floor(common * BINS)) : 0]++;
                }
            }
        }

        /** What was counted. */
        public NeighbourOverlap result() {
            return new NeighbourOverlap(counts(0), counts(1));
        }

        private Counts counts(int side) {
            return new Counts(counts[side][0], Arrays.copyOfRange(counts[side], 1, BINS + 1));
        }
    }
}
