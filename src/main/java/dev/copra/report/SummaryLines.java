package dev.copra.report;

import dev.copra.box2mask.Skipped;
import dev.copra.coco.region.MaskEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lines that several summaries share. */
public final class SummaryLines {
    private SummaryLines() {}

    /** Bad records that were copied as they are. */
    public static Summary rejected(Summary summary, long rejected) {
        if (rejected > 0) {
            summary.line(Summary.count(rejected, "bad record") + " kept as before");
        }
        return summary;
    }

    /** Annotations without a new mask, and why they have none. */
    public static Summary skipped(Summary summary, Map<Skipped, Long> skipped) {
        long all = skipped.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder line = new StringBuilder(Summary.count(all, "annotation") + " without a new mask");
        Map<String, Long> reasons = new LinkedHashMap<>();
        skipped.forEach((reason, count) -> {
            line.append(reasons.isEmpty() ? ": " : ", ").append(reason.count(count));
            reasons.put(reason.name().toLowerCase(Locale.ROOT), count);
        });
        return summary.add("kept", all, line.toString()).add("kept_because", reasons);
    }

    /** How long an image takes. @param images worked on in so many seconds */
    public static void speed(Summary summary, double seconds, int images) {
        if (images > 0) {
            double each = seconds / images;
            summary.add("seconds_per_image", each).line(String.format(Locale.ROOT, "%.3f seconds an image", each));
        }
    }

    /** What simplified polygons cost. */
    public static Summary loss(Summary summary, MaskEncoder.Loss loss) {
        if (loss.masks() > 0) {
            summary.add("simplified", loss)
                    .line(String.format(
                            Locale.ROOT,
                            "simplified polygons: IoU with the exact masks %.4f on average, %.4f at worst",
                            loss.meanIou(),
                            loss.leastIou()));
        }
        return summary;
    }
}
