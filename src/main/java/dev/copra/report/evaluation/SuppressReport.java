package dev.copra.report.evaluation;

import dev.copra.coco.Problems;
import dev.copra.evaluate.suppress.Suppressor;
import dev.copra.overlap.NeighbourOverlap;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many detections non-maximum suppression keeps. */
public final class SuppressReport {
    private SuppressReport() {}

    /** Bins of overlap from .3, .5 and .7 on. */
    private static final int[] FROM = {6, 10, 14};

    /** What a threshold would keep; NaN is before suppression. @param overlap of what is kept */
    public record Kept(double threshold, int detections, NeighbourOverlap overlap) {
        String name() {
            return Double.isNaN(threshold) ? "before" : "at " + threshold;
        }
    }

    /** What there is before suppression, and what each threshold would keep. */
    public static List<Kept> kept(Suppressor suppressor, double[] thresholds) {
        List<Kept> all = new ArrayList<>();
        all.add(new Kept(Double.NaN, suppressor.size(), suppressor.neighbours(null)));
        for (double threshold : thresholds) {
            Suppressor.Verdict verdict = suppressor.suppress(threshold);
            all.add(new Kept(threshold, verdict.kept(), suppressor.neighbours(verdict)));
        }
        return all;
    }

    /** How many each threshold would keep, and how much they overlap each other. */
    public static Summary comparison(List<Kept> all, Problems problems) {
        int detections = all.get(0).detections();
        Map<String, Integer> kept = new LinkedHashMap<>();
        Map<String, Object> overlap = new LinkedHashMap<>();
        for (Kept one : all) {
            if (one != all.get(0)) {
                kept.put(Double.toString(one.threshold()), one.detections());
            }
            overlap.put(one == all.get(0) ? "before" : Double.toString(one.threshold()), one.overlap());
        }
        Summary summary = new Summary()
                .add("detections", detections, Summary.count(detections, "detection"))
                .add("kept", kept)
                .add("overlap", overlap)
                .add("rejected", problems.counts());
        kept.forEach((limit, count) -> summary.line(String.format(
                Locale.ROOT, "  IoU %-6s keeps %d (%.1f %%)", limit, count, 100.0 * count / Math.max(detections, 1))));
        summary.line("")
                .line("share that overlaps another one of its category    or one of another category")
                .line("              by .3      .5      .7              by .3      .5      .7");
        for (Kept one : all) {
            summary.line(String.format("  %-9s", one.name())
                    + shares(one.overlap().within())
                    + " ".repeat(11)
                    + shares(one.overlap().across()));
        }
        return summary;
    }

    private static String shares(NeighbourOverlap.Counts counts) {
        StringBuilder shares = new StringBuilder();
        for (int bin : FROM) {
            double share = counts.shareFrom(bin);
            shares.append(Double.isNaN(share) ? "       -" : String.format(Locale.ROOT, "%8.3f", share));
        }
        return shares.toString();
    }

    /** How many were kept of how many. */
    public static Summary of(int kept, int all, Problems problems) {
        Summary summary = new Summary()
                .add("kept", kept, kept + " of " + Summary.count(all, "detection") + " kept")
                .add("dropped", all - kept)
                .add("rejected", problems.counts());
        return SummaryLines.rejected(summary, problems.total());
    }
}
