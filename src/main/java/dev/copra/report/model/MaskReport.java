package dev.copra.report.model;

import dev.copra.box2mask.MaskEditor;
import dev.copra.box2mask.SceneMasks;
import dev.copra.box2mask.SceneRun;
import dev.copra.coco.Problems;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.Locale;
import java.util.Map;

/** How masks were made. */
public final class MaskReport {
    private MaskReport() {}

    /** Masks by a strategy that looks at boxes alone. */
    public static Summary of(MaskEditor.Tally tally, String strategy, Problems problems, MaskEncoder.Loss loss) {
        Summary summary = new Summary()
                .add("masks", tally.made(), Summary.count(tally.made(), "mask") + " made (" + strategy + ")")
                .add("without_a_pixel", tally.empty())
                .add("fallbacks", tally.fallbacks())
                .add("rejected", problems.counts());
        SummaryLines.skipped(summary, tally.skipped());
        empty(summary, tally.empty());
        fallbacks(summary, tally.fallbacks());
        return SummaryLines.loss(SummaryLines.rejected(summary, problems.total()), loss);
    }

    /** Masks by a strategy that looks at images. */
    public static Summary of(SceneRun.Done done, String strategy, MaskEncoder.Loss loss) {
        SceneMasks.Tally tally = done.tally();
        Summary summary = new Summary()
                .add(
                        "masks",
                        tally.made(),
                        Summary.count(tally.made(), "mask") + " made (" + strategy + ") on "
                                + Summary.count(tally.images(), "image"))
                .add("images", tally.images())
                .add("without_a_pixel", tally.empty())
                .add("beyond_their_box", tally.beyond())
                .add("fallbacks", tally.fallbacks())
                .add("rejected", done.problems().counts())
                .add("warnings", done.warnings().counts());
        SummaryLines.skipped(summary, tally.skipped());
        empty(summary, tally.empty());
        if (tally.beyond() > 0) {
            summary.line(
                    Summary.count(tally.beyond(), "mask") + " reaching beyond a box that seems inexact",
                    Remedy.TIGHT_BOX);
        }
        fallbacks(summary, tally.fallbacks());
        if (tally.blind()) {
            summary.line("no mask of " + strategy + " has a pixel: what it is shown is not what it was made for");
        }
        if (!Double.isNaN(tally.meanConfidence())) {
            summary.add("mean_confidence", tally.meanConfidence())
                    .line(String.format(Locale.ROOT, "mean confidence (expected IoU) %.3f", tally.meanConfidence()));
        }
        SummaryLines.speed(summary, done.seconds(), done.worked());
        return SummaryLines.loss(SummaryLines.rejected(summary, done.problems().total()), loss);
    }

    private static void empty(Summary summary, long empty) {
        if (empty > 0) {
            summary.line(Summary.count(empty, "mask") + " without a pixel");
        }
    }

    private static void fallbacks(Summary summary, Map<String, Long> fallbacks) {
        fallbacks.forEach((reason, count) -> summary.line(count + " by the fallback: " + reason));
    }
}
