package dev.copra.report.stats;

import dev.copra.plot.HistogramPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import dev.copra.report.Summary;
import dev.copra.stats.Anchors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Anchors and how good they are, as lines, as JSON, and as the configuration files of trainers have them. */
public final class AnchorsReport {
    private static final int LEVELS = 5;
    private static final int RATIOS = 3;
    private static final int BINS = 50;

    private AnchorsReport() {}

    /**
     * Reports the anchors that are given and those that are found.
     *
     * @param inUse pairs of width and height in pixels, or null
     * @param found those that were found
     * @param iou how much an anchor must overlap a box
     */
    public static Summary of(Anchors boxes, double[] inUse, double[] found, double iou) {
        Summary summary =
                new Summary().add("boxes", boxes.size(), boxes.size() + (boxes.size() == 1 ? " box" : " boxes"));
        sets(boxes, inUse, found).forEach((name, anchors) -> fit(summary, name, anchors, boxes, iou));
        double[] sizes = boxes.sizes(LEVELS);
        double[] ratios = boxes.ratios(RATIOS);
        String yolo = "anchors: [" + pairs(found, ",", "", "") + "]";
        String detectron = "MODEL.ANCHOR_GENERATOR.SIZES: ["
                + Arrays.stream(sizes).mapToObj(size -> "[" + text(size) + "]").collect(Collectors.joining(", ")) + "]"
                + System.lineSeparator()
                + "MODEL.ANCHOR_GENERATOR.ASPECT_RATIOS: [[" + list(ratios) + "]]";
        String mmdetection = "anchor_generator=dict(type='AnchorGenerator', strides=[4, 8, 16, 32, 64], base_sizes=["
                + list(sizes) + "], scales=[1.0], ratios=[" + list(ratios) + "])" + System.lineSeparator()
                + "anchor_generator=dict(type='YOLOAnchorGenerator', strides=[32], base_sizes=[["
                + pairs(found, ", ", "(", ")") + "]])";
        return summary.add("yolo", yolo, "")
                .line("YOLO")
                .line(yolo)
                .add("detectron2", detectron, "")
                .line("detectron2, the grid")
                .line(detectron)
                .add("mmdetection", mmdetection, "")
                .line("mmdetection, the grid, or all found on one level; share them out by stride")
                .line(mmdetection);
    }

    private static Map<String, double[]> sets(Anchors boxes, double[] inUse, double[] found) {
        Map<String, double[]> sets = new LinkedHashMap<>();
        if (inUse != null) {
            sets.put("given", inUse);
        }
        sets.put("found", found);
        sets.put("grid", Anchors.grid(boxes.sizes(LEVELS), boxes.ratios(RATIOS)));
        return sets;
    }

    /** How well anchors fit, as plots. @param inUse pairs of width and height, or null @param about what the titles end with */
    public static Map<String, Plot> plots(Anchors boxes, double[] inUse, double[] found, String about) {
        List<Double> edges =
                IntStream.rangeClosed(0, BINS).mapToObj(i -> (double) i / BINS).toList();
        List<Plot.Series> shares = new ArrayList<>();
        List<LinePlot.Line> recalls = new ArrayList<>();
        sets(boxes, inUse, found).forEach((name, anchors) -> {
            long[] counts = boxes.histogram(anchors, BINS);
            List<Double> share = new ArrayList<>();
            List<Double> recall = new ArrayList<>();
            double left = 1;
            for (long count : counts) {
                share.add(100.0 * count / boxes.size());
                recall.add(Math.max(0, left));
                left -= (double) count / boxes.size();
            }
            String label = anchors.length / 2 + " " + name;
            shares.add(new Plot.Series(label, share));
            recalls.add(new LinePlot.Line(label, edges.subList(0, BINS), recall));
        });
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put(
                "anchor-iou",
                new HistogramPlot(
                        "IoU of the boxes with their best anchor" + about,
                        "IoU, about one centre",
                        "share of the boxes (%)",
                        edges,
                        false,
                        shares));
        plots.put(
                "anchor-recall",
                new LinePlot(
                        "Best possible recall of anchors" + about,
                        "IoU that an anchor must have",
                        "share of the boxes",
                        LinePlot.Axis.SHARES,
                        LinePlot.Colours.APART,
                        recalls));
        return plots;
    }

    private static void fit(Summary summary, String name, double[] anchors, Anchors boxes, double iou) {
        Anchors.Fit fit = boxes.fit(anchors, iou);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(
                "anchors",
                IntStream.range(0, anchors.length / 2)
                        .mapToObj(i -> new double[] {anchors[2 * i], anchors[2 * i + 1]})
                        .toList());
        entry.put("mean_iou", fit.meanIou());
        entry.put("best_possible_recall", fit.bestPossibleRecall());
        summary.add(
                name,
                entry,
                String.format(
                        Locale.ROOT,
                        "%-6s %3d anchors: mean IoU %.4f, best possible recall %.4f at IoU %s",
                        name,
                        anchors.length / 2,
                        fit.meanIou(),
                        fit.bestPossibleRecall(),
                        iou));
    }

    private static String pairs(double[] anchors, String comma, String open, String close) {
        return IntStream.range(0, anchors.length / 2)
                .mapToObj(i -> open + Math.round(anchors[2 * i]) + comma + Math.round(anchors[2 * i + 1]) + close)
                .collect(Collectors.joining(", "));
    }

    private static String list(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(AnchorsReport::text).collect(Collectors.joining(", "));
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
