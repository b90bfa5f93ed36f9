package dev.copra.evaluate.compare;

import java.util.Arrays;

/**
 * How far a figure of some results is from that of the first ones. All are NaN where a figure does not exist.
 *
 * @param first the figure of the first results
 * @param value the figure of these
 * @param low lower end of the interval of the difference, by the samples' quantiles
 * @param high upper end
 * @param better the share of the samples in which these are better; those in which both are the same count half
 * @param p how probable samples of at least this difference would be, of either sign, if there were none
 * @param samples in how many samples the figure exists
 */
public record Difference(double first, double value, double low, double high, double better, double p, int samples) {

    /** Of a figure that does not exist. */
    static final Difference NONE =
            new Difference(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    /** The difference of the figures; above 0 if these results are better. */
    public double difference() {
        return value - first;
    }

    /**
     * Sums samples up.
     *
     * @param sampled the difference in each sample; NaN where there is none
     * @param confidence which part of the samples the interval holds, from 0 to 1
     */
    static Difference of(double first, double value, double[] sampled, double confidence) {
        double[] sorted =
                Arrays.stream(sampled).filter(d -> !Double.isNaN(d)).sorted().toArray();
        if (Double.isNaN(first)) {
            return NONE;
        }
        if (sorted.length == 0) {
            return new Difference(first, value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
        }
        long above = Arrays.stream(sorted).filter(d -> d > 0).count();
        long below = Arrays.stream(sorted).filter(d -> d < 0).count();
        long same = sorted.length - above - below;
        double tail = (1 - confidence) / 2;
        return new Difference(
                first,
                value,
                quantile(sorted, tail),
                quantile(sorted, 1 - tail),
                (above + same / 2.0) / sorted.length,
                Math.min(1, 2.0 * (Math.min(above, below) + same + 1) / (sorted.length + 1)),
                sorted.length);
    }

    /** Between two values in proportion, as {@code numpy.quantile} has it. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int left = (int) at;
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (sorted[right] - sorted[left]) * (at - left);
    }
}
