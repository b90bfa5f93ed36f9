package dev.copra.evaluate.analysis;

/**
 * Detections whose scores are about the same. What is of a bin without detections is NaN.
 *
 * @param from the least score
 * @param to the score that the next bin begins with
 * @param count how many detections there are
 * @param right how many of them have found a truth
 * @param confidence their mean score
 * @param accuracy the share that is right
 * @param low the low end of the 95% interval of the share
 * @param high the high end
 */
public record ReliabilityBin(
        double from, double to, long count, long right, double confidence, double accuracy, double low, double high) {
    /** The quantile of the normal distribution for 95%. */
    private static final double Z = 1.959963984540054;

    /** @param scores the sum of all scores */
    static ReliabilityBin of(double from, double to, long count, long right, double scores) {
        if (count == 0) {
            return new ReliabilityBin(from, to, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double n = count;
        double share = right / n;
        double centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new ReliabilityBin(
                from, to, count, right, scores / n, share, Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** How far the mean score is from the share that is right; NaN without detections. */
    public double gap() {
        return Math.abs(accuracy - confidence);
    }
}
