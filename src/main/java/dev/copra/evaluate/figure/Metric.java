package dev.copra.evaluate.figure;

import dev.copra.evaluate.numpy.PairwiseMean;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A figure and the part of the curves whose mean it is.
 *
 * @param name such as AP50
 * @param precision whether it is of precision, else of recall
 * @param iou its only threshold, or NaN for all
 * @param area index of its range of areas
 * @param maxDetections how many detections it is of
 * @param frequency of its categories, for LVIS, or empty for all
 */
public record Metric(String name, boolean precision, double iou, int area, int maxDetections, String frequency) {

    /** The figures of some rules in the order in which pycocotools, or the LVIS API, prints them. */
    public static List<Metric> of(Rules rules) {
        return rules.lvis() ? lvis(rules) : rules.kind() == Kind.KEYPOINTS ? keypoints(rules) : coco(rules);
    }

    private static List<Metric> coco(Rules rules) {
        int[] max = rules.maxDetections();
        int most = max[max.length - 1];
        List<Metric> metrics = new ArrayList<>();
        // pycocotools wants three numbers of detections and asks for 100 whatever they are
        metrics.add(new Metric("AP", true, Double.NaN, 0, rules.corrected() || max.length != 3 ? most : 100, ""));
        metrics.add(new Metric("AP50", true, .5, 0, most, ""));
        metrics.add(new Metric("AP75", true, .75, 0, most, ""));
        addAreas(metrics, true, rules, most, "");
        for (int m : max) {
            metrics.add(new Metric("AR" + m, false, Double.NaN, 0, m, ""));
        }
        addAreas(metrics, false, rules, most, "");
        return metrics;
    }

    private static List<Metric> keypoints(Rules rules) {
        int most = rules.corrected() || rules.maxDetections().length != 1 ? rules.mostDetections() : 20;
        List<Metric> metrics = new ArrayList<>();
        for (boolean precision : new boolean[] {true, false}) {
            String name = precision ? "AP" : "AR";
            metrics.add(new Metric(name, precision, Double.NaN, 0, most, ""));
            metrics.add(new Metric(name + "50", precision, .5, 0, most, ""));
            metrics.add(new Metric(name + "75", precision, .75, 0, most, ""));
            addAreas(metrics, precision, rules, most, "");
        }
        return metrics;
    }

    private static List<Metric> lvis(Rules rules) {
        int most = rules.mostDetections();
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric("AP", true, Double.NaN, 0, most, ""));
        metrics.add(new Metric("AP50", true, .5, 0, most, ""));
        metrics.add(new Metric("AP75", true, .75, 0, most, ""));
        addAreas(metrics, true, rules, most, "");
        for (String frequency : new String[] {"r", "c", "f"}) {
            metrics.add(new Metric("AP" + frequency, true, Double.NaN, 0, most, frequency));
        }
        metrics.add(new Metric("AR@" + most, false, Double.NaN, 0, most, ""));
        addAreas(metrics, false, rules, most, "@" + most);
        return metrics;
    }

    private static void addAreas(List<Metric> metrics, boolean precision, Rules rules, int most, String suffix) {
        for (int a = 1; a < rules.areas().size(); a++) {
            String name =
                    (precision ? "AP" : "AR") + letter(rules.areas().get(a).name()) + suffix;
            metrics.add(new Metric(name, precision, Double.NaN, a, most, ""));
        }
    }

    private static String letter(String area) {
        return switch (area) {
            case "small", "medium", "large" -> area.substring(0, 1);
            default -> "_" + area;
        };
    }

    /**
     * The mean over the thresholds, recalls and categories that there is something to be found in; -1 if there are none.
     *
     * @param categories indices of the categories it is taken over
     */
    public double of(Curves curves, int[] categories) {
        int m = indexOf(maxDetections, curves.rules.maxDetections());
        if (m < 0) {
            return -1;
        }
        double[] thresholds = curves.rules.iouThresholds();
        double[] from = precision ? curves.precision(area, m) : curves.recall(area, m);
        int recalls = precision ? curves.rules.recalls().length : 1;
        int[] counted = counted(categories, from, curves);
        double[] values = new double[thresholds.length * recalls * counted.length];
        int count = 0;
        for (int t = 0; t < thresholds.length; t++) {
            if (!Double.isNaN(iou) && thresholds[t] != iou) {
                continue;
            }
            for (int r = 0; r < recalls; r++) {
                gather(from, (t * recalls + r) * curves.categories.size(), counted, values, count);
                count += counted.length;
            }
        }
        return count == 0 ? -1 : PairwiseMean.of(values, count);
    }

    /** The categories that have something to be found, which is the same at all thresholds and recalls. */
    private int[] counted(int[] categories, double[] from, Curves curves) {
        int[] counted = new int[categories.length];
        int count = 0;
        for (int k : categories) {
            if (from[k] > -1
                    && (frequency.isEmpty()
                            || frequency.equals(curves.categories.get(k).frequency()))) {
                counted[count++] = k;
            }
        }
        return Arrays.copyOf(counted, count);
    }

    /** Takes a row; in a method of its own, which is compiled after a few rows. */
    private static void gather(double[] from, int row, int[] columns, double[] into, int at) {
        for (int column : columns) {
            into[at++] = from[row + column];
        }
    }

    private static int indexOf(int wanted, int[] numbers) {
        for (int i = numbers.length - 1; i >= 0; i--) {
            if (numbers[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The line that pycocotools, or the LVIS API, prints. */
    public String line(double value, Rules rules) {
        double[] thresholds = rules.iouThresholds();
        String overlap = Double.isNaN(iou)
                ? rounded(thresholds[0], 2) + ":" + rounded(thresholds[thresholds.length - 1], 2)
                : rounded(iou, 2);
        String area = rules.areas().get(area()).name();
        String categories = rules.lvis() ? " catIds=" + right(frequency.isEmpty() ? "all" : frequency, 3) : " ";
        // by hand, because String.format takes longer to start than a small file takes to be evaluated
        return " " + left(precision ? "Average Precision" : "Average Recall", 18) + (precision ? " (AP)" : " (AR)")
                + " @[ IoU=" + left(overlap, 9) + " | area=" + right(area, 6)
                + " | maxDets=" + right(Integer.toString(maxDetections), 3) + categories + "] = " + rounded(value, 3);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** As Python's {@code %.3f}: half to even, by the double's exact value; "-" for a figure that does not exist. */
    public static String rounded(double value, int places) {
        return !Double.isFinite(value)
                ? "-"
                : new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }
}
