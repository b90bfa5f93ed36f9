package dev.copra.cli;

import dev.copra.coco.MaskEncoder;
import java.util.Locale;

/** Lines that several summaries share. */
final class SummaryLines {
    private SummaryLines() {}

    static Summary rejected(Summary summary, Problems problems) {
        if (problems.total() > 0) {
            summary.line(Summary.count(problems.total(), "bad record") + " kept as before");
        }
        return summary;
    }

    static Summary loss(Summary summary, MaskEncoder.Loss loss) {
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
