package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.crop.Cropping;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;

/** What was cut out of images. */
public final class CropReport {
    private CropReport() {}

    /**
     * What is told at the end.
     *
     * @param problems records that were left out
     */
    public static Summary of(Cropping.Counts counts, Problems problems) {
        Summary summary = new Summary()
                .add("images", counts.images())
                .add("crops", counts.crops())
                .add("folders", counts.categories())
                .add("crowds", counts.crowds())
                .add("small", counts.small())
                .add("rejected", problems.counts());
        summary.line(Summary.count(counts.crops(), "picture") + " of " + Summary.count(counts.images(), "image")
                + (counts.categories() > 0 ? " in " + Summary.count(counts.categories(), "folder") : ""));
        if (counts.crowds() > 0) {
            summary.line(Summary.count(counts.crowds(), "crowd region") + " left out", Remedy.CROWDS);
        }
        if (counts.small() > 0) {
            summary.line(
                    Summary.count(counts.small(), "box", "boxes") + " left out as too small", Remedy.SMALLER_SIDES);
        }
        if (problems.total() > 0) {
            summary.line(Summary.count(problems.total(), "bad record") + " left out");
        }
        return summary;
    }
}
