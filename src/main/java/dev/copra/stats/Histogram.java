package dev.copra.stats;

import java.util.Arrays;

/**
 * How many values lie between edges.
 *
 * @param edges ascending, one more than bins; a bin has its lower edge and not its upper one
 * @param counts of the bins; the first and the last one also have the values beyond
 */
public record Histogram(double[] edges, long[] counts) {

    /** @param values ascending */
    static Histogram of(double[] values, double[] edges) {
        long[] counts = new long[edges.length - 1];
        int bin = 0;
        for (double value : values) {
            while (bin + 1 < counts.length && value >= edges[bin + 1]) {
                bin++;
            }
            counts[bin]++;
        }
        return new Histogram(edges, counts);
    }

    /** Edges at powers of two, some an octave. @param from the first exponent @param to the last one */
    static double[] octaves(int from, int to, int steps) {
        double[] edges = new double[(to - from) * steps + 1];
        Arrays.setAll(edges, i -> StrictMath.pow(2, from + (double) i / steps));
        return edges;
    }
}
