package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.dataset.Reencoding;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;

/** What became of masks that were re-encoded. */
public final class ConvertReport {
    private ConvertReport() {}

    /**
     * What is told at the end.
     *
     * @param loss what the simplification of outlines cost
     * @param problems records that were left out
     */
    public static Summary of(Reencoding.Tally tally, MaskEncoder.Loss loss, Problems problems) {
        Summary summary = new Summary()
                .add("converted", tally.changed(), Summary.count(tally.changed(), "mask") + " converted")
                .add("kept", tally.kept(), tally.kept() + " had the encoding already")
                .add("without_a_pixel", tally.empty())
                .add("without_a_mask", tally.without())
                .add("rejected", problems.counts());
        if (tally.empty() > 0) {
            summary.line(Summary.count(tally.empty(), "mask") + " without a pixel: still RLE");
        }
        if (tally.without() > 0) {
            summary.line(Summary.count(tally.without(), "annotation") + " without a mask");
        }
        return SummaryLines.loss(SummaryLines.rejected(summary, problems.total()), loss);
    }
}
