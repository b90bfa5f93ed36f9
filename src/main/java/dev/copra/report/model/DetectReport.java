package dev.copra.report.model;

import dev.copra.coco.Problems;
import dev.copra.detect.DetectionRun;
import dev.copra.io.Remedy;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;

/** What a model found on images. */
public final class DetectReport {
    private DetectReport() {}

    /**
     * What is told at the end.
     *
     * @param problems what could not be looked at
     */
    public static Summary of(DetectionRun.Done done, Problems problems) {
        Summary summary = new Summary()
                .add(
                        "detections",
                        done.tally().detections(),
                        Summary.count(done.tally().detections(), "detection") + " on "
                                + Summary.count(done.images(), "image"))
                .add("images", done.images())
                .add("unknown_categories", done.tally().unknown());
        if (done.tally().unknown() > 0) {
            summary.line(
                    Summary.count(done.tally().unknown(), "detection")
                            + " of categories that the truth does not have left out",
                    Remedy.CATEGORY_MAP);
        }
        SummaryLines.speed(summary, done.seconds(), done.worked());
        return summary.add("problems", problems.counts());
    }
}
