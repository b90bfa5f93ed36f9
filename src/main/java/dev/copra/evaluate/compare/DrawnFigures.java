package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.TruthCounts;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of some results for one category, of any samples of the images. Several threads may ask it, each with scratch memory of its own. */
final class DrawnFigures {
    /** Which part of the curves a figure is of. */
    private record Cell(int area, int most) {}

    /**
     * What is known of a part.
     *
     * @param precision null if no figure is of precision
     * @param metrics positions of the figures among all
     */
    private record Drawn(int area, DrawnHits hits, DrawnPrecision precision, int[] metrics) {}

    private final Rules rules;
    private final List<Metric> metrics;
    /** Which thresholds each metric is of. */
    private final long[] thresholds;

    private final List<Drawn> cells = new ArrayList<>();

    DrawnFigures(Rules rules, List<Metric> metrics, CategoryMatches matches) {
        this.rules = rules;
        this.metrics = metrics;
        thresholds =
                metrics.stream().mapToLong(metric -> thresholds(rules, metric)).toArray();
        int[] order = IntStream.range(0, matches.size()).toArray();
        StableOrder.byScore(matches.score(), order, 0, order.length);
        Map<Cell, IntStream.Builder> byCell = new LinkedHashMap<>();
        for (int i = 0; i < thresholds.length; i++) {
            if (thresholds[i] != 0) {
                Cell cell = new Cell(metrics.get(i).area(), metrics.get(i).maxDetections());
                byCell.computeIfAbsent(cell, c -> IntStream.builder()).add(i);
            }
        }
        byCell.forEach((cell, positions) -> {
            int[] of = positions.build().toArray();
            boolean curve = IntStream.of(of).anyMatch(i -> metrics.get(i).precision());
            cells.add(new Drawn(
                    cell.area,
                    DrawnHits.of(matches, cell.area, cell.most),
                    curve
                            ? new DrawnPrecision(matches, order, cell.area, cell.most, rules.iouThresholds().length)
                            : null,
                    of));
        });
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
        /** By sample of the pair, in the order of the metrics; NaN where there is none. */
        final double[][] values;

        /** By range of area. */
        private final long[] truths;
        /** By range of area and sample. */
        private final int[][][] reached;

        private final ReachedRecalls recalls;
        private final DrawnPrecision.Scratch points = new DrawnPrecision.Scratch();
        private final long[] found;
        private final double[][] sums;

        Scratch(Rules rules, int metrics) {
            values = new double[2][metrics];
            truths = new long[rules.areas().size()];
            reached = new int[truths.length][2][];
            recalls = new ReachedRecalls(rules.recalls());
            found = new long[rules.iouThresholds().length];
            sums = new double[2][found.length];
        }

        /** Counts the truths of two samples. */
        void look(char[] pair, TruthCounts known) {
            for (int a = 0; a < truths.length; a++) {
                int[] ofImages = known.counts()[a];
                long there = 0;
                for (int i = 0; i < ofImages.length; i++) {
                    there += ofImages[i] * Draws.counts(pair[known.image()[i]]);
                }
                truths[a] = there;
                reached[a][0] = recalls.of(Draws.of(there, 0));
                reached[a][1] = recalls.of(Draws.of(there, 1));
            }
        }
    }

    /** The figures of two samples. @param truths where the truths of the category are */
    double[][] of(char[] pair, TruthCounts truths) {
        Scratch scratch = new Scratch(rules, metrics.size());
        scratch.look(pair, truths);
        of(pair, scratch);
        return scratch.values;
    }

    /** Fills in the values of two samples. @param scratch has looked at the samples' truths */
    void of(char[] pair, Scratch scratch) {
        Arrays.fill(scratch.values[0], Double.NaN);
        Arrays.fill(scratch.values[1], Double.NaN);
        for (Drawn cell : cells) {
            cell.hits.count(pair, scratch.found);
            if (cell.precision != null) {
                cell.precision.sums(pair, scratch.found, scratch.reached[cell.area], scratch.points, scratch.sums);
            }
            for (int which = 0; which < 2; which++) {
                int truths = Draws.of(scratch.truths[cell.area], which);
                for (int i : cell.metrics) {
                    if (truths > 0) {
                        scratch.values[which][i] = metrics.get(i).precision()
                                ? precision(scratch.sums[which], thresholds[i])
                                : recall(scratch.found, which, thresholds[i], truths);
                    }
                }
            }
        }
    }

    private double precision(double[] sums, long bits) {
        double sum = 0;
        for (int t = 0; t < sums.length; t++) {
            sum += (bits >>> t & 1) != 0 ? sums[t] : 0;
        }
        return sum / ((double) Long.bitCount(bits) * rules.recalls().length);
    }

    private static double recall(long[] found, int which, long bits, int truths) {
        long sum = 0;
        for (int t = 0; t < found.length; t++) {
            sum += (bits >>> t & 1) * Draws.of(found[t], which);
        }
        return sum / ((double) truths * Long.bitCount(bits));
    }
}
