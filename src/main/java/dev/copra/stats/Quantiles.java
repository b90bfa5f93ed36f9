package dev.copra.stats;

import java.util.Arrays;

/**
 * How values are distributed. Quantiles lie between the two values next to their rank (n - 1) q, in proportion: numpy's default, and
 * equal to it to the last bit. The mean is that of the values added up in ascending order.
 *
 * @param count how many values there are, at least 1
 */
public record Quantiles(
        long count, double mean, double min, double p5, double p25, double p50, double p75, double p95, double max) {

    /** Values by their rank. */
    interface Ranked {
        /** @param rank from 0 */
        double at(long rank);
    }

    /** @param values are sorted by this method; may be empty @return null if there is none */
    static Quantiles of(double[] values) {
        Arrays.sort(values);
        return ofSorted(values, 0, values.length);
    }

    /** @param values ascending from {@code from} to {@code to} @return null if there is none */
    static Quantiles ofSorted(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return of(to - from, sum, rank -> values[from + (int) rank]);
    }

    static Quantiles of(long count, double sum, Ranked values) {
        return count == 0
                ? null
                : new Quantiles(
                        count,
                        sum / count,
                        values.at(0),
                        quantile(values, count, 0.05),
                        quantile(values, count, 0.25),
                        quantile(values, count, 0.5),
                        quantile(values, count, 0.75),
                        quantile(values, count, 0.95),
                        values.at(count - 1));
    }

    private static double quantile(Ranked values, long count, double share) {
        double rank = (count - 1) * share;
        long below = (long) rank;
        double part = rank - below;
        double low = values.at(below);
        double high = values.at(Math.min(below + 1, count - 1));
        // numpy's _lerp, which takes the nearer end
        return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part;
    }
}
