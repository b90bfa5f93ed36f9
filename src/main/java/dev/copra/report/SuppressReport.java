package dev.copra.report;

import dev.copra.coco.Problems;
import dev.copra.evaluate.Suppressor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How many detections non-maximum suppression keeps. */
public final class SuppressReport {
    private SuppressReport() {}

    /** How many each threshold would keep. */
    public static Summary comparison(Suppressor suppressor, double[] thresholds, Problems problems) {
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (double threshold : thresholds) {
            kept.put(Double.toString(threshold), suppressor.suppress(threshold).kept());
        }
        Summary summary = new Summary()
                .add("detections", suppressor.size(), Summary.count(suppressor.size(), "detection"))
                .add("kept", kept)
                .add("rejected", problems.counts());
        kept.forEach((limit, count) -> summary.line(String.format(
                Locale.ROOT,
                "  IoU %-6s keeps %d (%.1f %%)",
                limit,
                count,
                100.0 * count / Math.max(suppressor.size(), 1))));
        return summary;
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
