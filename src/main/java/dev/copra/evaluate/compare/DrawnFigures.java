package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.TruthCounts;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.rules.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of some results for one category, of any sample of the images. Several threads may ask it, each with scratch memory of its own. */
final class DrawnFigures {
    /** Which part of the curves a figure is of. */
    private record Cell(int area, int most) {}

    private final Rules rules;
    private final List<Metric> metrics;
    /** By position among the metrics; null for the other kind. */
    private final DrawnPrecision[] precisions;

    private final DrawnRecall[] recalls;
    /** Which thresholds each metric is of. */
    private final long[] thresholds;

    DrawnFigures(Rules rules, List<Metric> metrics, CategoryMatches matches) {
        this.rules = rules;
        this.metrics = metrics;
        precisions = new DrawnPrecision[metrics.size()];
        recalls = new DrawnRecall[metrics.size()];
        thresholds = new long[metrics.size()];
        int[] order = IntStream.range(0, matches.size()).toArray();
        StableOrder.byScore(matches.score(), order, 0, order.length);
        Map<Cell, DrawnPrecision> cells = new LinkedHashMap<>();
        for (int i = 0; i < precisions.length; i++) {
            Metric metric = metrics.get(i);
            thresholds[i] = thresholds(rules, metric);
            if (thresholds[i] == 0) {
                continue;
            }
            Cell cell = new Cell(metric.area(), metric.maxDetections());
            if (metric.precision()) {
                precisions[i] = cells.computeIfAbsent(
                        cell,
                        c -> new DrawnPrecision(matches, order, c.area(), c.most(), rules.iouThresholds().length));
            } else {
                recalls[i] = DrawnRecall.of(matches, metric.area(), metric.maxDetections(), thresholds[i]);
            }
        }
    }

    /** A bit for every threshold that a figure is the mean over; none if it has no value by these rules. */
    static long thresholds(Rules rules, Metric metric) {
        if (IntStream.of(rules.maxDetections()).noneMatch(m -> m == metric.maxDetections())) {
            return 0;
        }
        long bits = 0;
        for (int t = 0; t < rules.iouThresholds().length; t++) {
            bits |= Double.isNaN(metric.iou()) || rules.iouThresholds()[t] == metric.iou() ? 1L << t : 0;
        }
        return bits;
    }

    /** What a thread needs for samples. */
    static final class Scratch {
        /** In the order of the metrics; NaN where there is none. */
        final double[] values;

        /** By range of area. */
        private final int[] truths;

        private final int[][] reached;
        private final ReachedRecalls recalls;
        private final DrawnPrecision.Scratch points = new DrawnPrecision.Scratch();
        private final double[] sums;

        Scratch(Rules rules, int metrics) {
            values = new double[metrics];
            truths = new int[rules.areas().size()];
            reached = new int[truths.length][];
            recalls = new ReachedRecalls(rules.recalls());
            sums = new double[rules.iouThresholds().length];
        }

        /** Counts the truths of a sample. */
        void look(byte[] counts, TruthCounts known) {
            for (int a = 0; a < truths.length; a++) {
                int[] ofImages = known.counts()[a];
                int there = 0;
                for (int i = 0; i < ofImages.length; i++) {
                    there += ofImages[i] * counts[known.image()[i]];
                }
                truths[a] = there;
                reached[a] = there == 0 ? null : recalls.of(there);
            }
        }
    }

    /** The figures of a sample. @param truths where the truths of the category are */
    double[] of(byte[] counts, TruthCounts truths) {
        Scratch scratch = new Scratch(rules, metrics.size());
        scratch.look(counts, truths);
        of(counts, scratch);
        return scratch.values;
    }

    /**
     * Fills in the values of a sample.
     *
     * @param counts by image how often it is in the sample, at most 127 times
     * @param scratch has looked at the sample's truths
     */
    void of(byte[] counts, Scratch scratch) {
        DrawnPrecision last = null;
        double[] values = scratch.values;
        for (int i = 0; i < values.length; i++) {
            int area = metrics.get(i).area();
            if (scratch.truths[area] == 0 || thresholds[i] == 0) {
                values[i] = Double.NaN;
            } else if (recalls[i] != null) {
                values[i] = recalls[i].found(counts) / ((double) scratch.truths[area] * Long.bitCount(thresholds[i]));
            } else {
                if (precisions[i] != last) {
                    precisions[i].sums(counts, scratch.reached[area], scratch.points, scratch.sums);
                    last = precisions[i];
                }
                values[i] = mean(scratch.sums, thresholds[i]);
            }
        }
    }

    private double mean(double[] sums, long bits) {
        double sum = 0;
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            sum += sums[Long.numberOfTrailingZeros(rest)];
        }
        return sum / ((double) Long.bitCount(bits) * rules.recalls().length);
    }
}
