package dev.copra.report.evaluation;

import dev.copra.coco.Messages;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.io.Remedy;
import java.io.IOException;

/** What the known errors of pycocotools do to the figures. */
public final class QuirksReport {
    private QuirksReport() {}

    /** Whether its errors matter to a report that follows pycocotools. */
    public static boolean matters(EvaluationReport report, Evaluation literal) {
        return literal.quirks().any() || report.apIsBlank();
    }

    /**
     * Adds the right AP to a report that follows pycocotools and to which its errors matter, and tells which they are.
     *
     * @param corrected the same evaluation without them
     */
    public static void add(
            EvaluationReport report, Evaluation literal, Evaluation corrected, String truthFile, Messages messages)
            throws IOException {
        Evaluation.Quirks quirks = literal.quirks();
        double ap = new EvaluationReport(report.rules().corrected(true), corrected.run()).ap();
        report.summary().add("ap_fixed", ap);
        if (quirks.zeroIds() > 0) {
            messages.note(truthFile + ": an annotation has the id 0, which pycocotools takes for 'not found'");
        }
        if (quirks.duplicateIds() > 0) {
            messages.note(truthFile + ": " + quirks.duplicateIds()
                    + " annotations have the id of a later one, which pycocotools counts in their place");
        }
        if (report.apIsBlank()) {
            messages.note("pycocotools computes AP for exactly " + report.literalMaxDetections()
                    + " detections, which is none of the numbers asked for");
        }
        messages.note("AP is " + report.ap() + " as in pycocotools; put right it is " + ap, Remedy.NO_QUIRKS);
    }
}
