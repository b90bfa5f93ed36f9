package dev.copra.evaluate.analysis;

import dev.copra.evaluate.figure.RankedDetections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How well scores say how likely detections are to be right, by bins of equal width from 0 to 1; scores outside are in the first or
 * the last.
 *
 * @param bins ascending
 * @param ece the expected calibration error: the mean over all detections of {@link ReliabilityBin#gap}; NaN without detections
 * @param mce the greatest gap; NaN without detections
 */
public record Calibration(List<ReliabilityBin> bins, double ece, double mce) {

    /** Of the detections of some categories together. @param binCount how many bins */
    public static Calibration of(Collection<RankedDetections> categories, int binCount) {
        long[] count = new long[binCount];
        long[] right = new long[binCount];
        double[] scores = new double[binCount];
        for (RankedDetections detections : categories) {
            for (int i = 0; i < detections.size(); i++) {
                double score = detections.score()[i];
                int bin = (int) Math.max(0, Math.min(binCount - 1, Math.floor(score * binCount)));
                count[bin]++;
                right[bin] += detections.right()[i] ? 1 : 0;
                scores[bin] += score;
            }
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int b = 0; b < binCount; b++) {
            bins.add(ReliabilityBin.of(
                    (double) b / binCount, (double) (b + 1) / binCount, count[b], right[b], scores[b]));
        }
        return of(List.copyOf(bins));
    }

    private static Calibration of(List<ReliabilityBin> bins) {
        long all = bins.stream().mapToLong(ReliabilityBin::count).sum();
        double expected = 0;
        double most = Double.NaN;
        for (ReliabilityBin bin : bins) {
            if (bin.count() > 0) {
                expected += (double) bin.count() / all * bin.gap();
                most = bin.gap() <= most ? most : bin.gap();
            }
        }
        return new Calibration(bins, all == 0 ? Double.NaN : expected, most);
    }
}
