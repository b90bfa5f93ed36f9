package dev.copra.report.evaluation;

import dev.copra.evaluate.match.Proposals;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How well proposals cover the truth, as plots. */
public final class ProposalPlots {
    private static final double[] THRESHOLDS = {.5, .6, .7, .8, .9};
    private static final int BINS = 20;
    /** Numbers of proposals in a factor of ten. */
    private static final int STEPS = 8;

    private final Proposals proposals;
    private final int[] counts;
    private final String about;

    private ProposalPlots(Proposals proposals, int[] counts, String about) {
        this.proposals = proposals;
        this.counts = counts;
        this.about = about;
    }

    /** Numbers of proposals for which a curve has a point: those that are asked for, and others up to the greatest. */
    public static int[] points(int[] asked) {
        int most = asked[asked.length - 1];
        TreeSet<Integer> points = new TreeSet<>(Arrays.stream(asked).boxed().toList());
        for (int i = 0; Math.pow(10, (double) i / STEPS) < most; i++) {
            points.add((int) Math.pow(10, (double) i / STEPS));
        }
        return points.stream().mapToInt(n -> n).toArray();
    }

    /**
     * The plots by the names of their files, without an ending.
     *
     * @param counts the numbers of proposals that they were made with, {@link #points}
     * @param asked those that the user asked for
     * @param about what the titles end with
     */
    public static Map<String, Plot> of(Proposals proposals, int[] counts, int[] asked, String about) {
        Map<String, Plot> plots = new LinkedHashMap<>();
        if (proposals.truths(Proposals.Group.ALL) == 0) {
            return plots;
        }
        ProposalPlots all = new ProposalPlots(proposals, counts, about);
        if (counts.length > 1) {
            plots.put("recall-count", all.recallByCount());
        }
        plots.put("recall-iou", all.recallByIou(asked));
        plots.put("best-iou", all.bestIou());
        int most = counts[counts.length - 1];
        plots.put(
                "neighbours",
                OverlapPlots.histogram(
                        "Best IoU of boxes with another of their image" + about,
                        List.of("truths", "proposals"),
                        List.of(proposals.truthNeighbours(), proposals.proposalNeighbours(most))));
        return plots;
    }

    private Plot recallByCount() {
        List<Double> x = Arrays.stream(counts).asDoubleStream().boxed().toList();
        List<LinePlot.Line> lines = new ArrayList<>();
        lines.add(new LinePlot.Line(
                "AR", x, along(n -> proposals.averageRecall(Proposals.Group.ALL, n)), LinePlot.Style.STANDS_OUT));
        for (double threshold : THRESHOLDS) {
            lines.add(new LinePlot.Line(
                    "IoU " + threshold, x, along(n -> proposals.recall(Proposals.Group.ALL, n, threshold))));
        }
        return new LinePlot(
                "Recall by number of proposals" + about,
                "proposals an image",
                "recall",
                LinePlot.Axis.LOGARITHMIC,
                LinePlot.Axis.SHARES,
                LinePlot.Colours.SCALE,
                lines);
    }

    private List<Double> along(IntToDoubleFunction recall) {
        return IntStream.range(0, counts.length).mapToObj(recall::applyAsDouble).toList();
    }

    private Plot recallByIou(int[] asked) {
        List<Double> x = IntStream.rangeClosed(50, 100).mapToObj(i -> i / 100.0).toList();
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int count : asked) {
            int n = Arrays.binarySearch(counts, count);
            String ar = String.format(Locale.ROOT, "%.3f", proposals.averageRecall(Proposals.Group.ALL, n));
            List<Double> recall = x.stream()
                    .map(iou -> proposals.recall(Proposals.Group.ALL, n, iou))
                    .toList();
            lines.add(new LinePlot.Line(count + " an image (" + ar + ")", x, recall));
        }
        return new LinePlot(
                "Recall by IoU (AR)" + about, "IoU", "recall", LinePlot.Axis.SHARES, LinePlot.Colours.SCALE, lines);
    }

    private Plot bestIou() {
        List<Double> edges =
                IntStream.rangeClosed(0, BINS).mapToObj(i -> (double) i / BINS).toList();
        long[] counted = proposals.truthsByOverlap(counts.length - 1, BINS);
        double all = Arrays.stream(counted).sum();
        return new HistogramPlot(
                "Best IoU of the truths with a proposal" + about,
                "IoU, of the best " + counts[counts.length - 1] + " of an image",
                "share of the truths (%)",
                edges,
                false,
                List.of(new Plot.Series(
                        "truths",
                        Arrays.stream(counted).mapToObj(n -> 100 * n / all).toList())));
    }
}
