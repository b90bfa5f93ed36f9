package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.Ledger;
import dev.copra.learn.export.TrainingExport;
import dev.copra.report.Summary;

/** What was written for a trainer, and how to start it. */
public final class TrainingExportReport {
    private TrainingExportReport() {}

    /**
     * What is told at the end.
     *
     * @param command what starts a training on what was written
     */
    public static Summary of(TrainingExport.Tally tally, String command, Ledger ledger, Problems problems) {
        Summary summary = new Summary()
                .add("images", tally.images())
                .add("instances", tally.instances())
                .add("without_mask", tally.withoutMask())
                .add("categories", tally.categories())
                .add("command", command)
                .add("rejected", problems.counts());
        summary.line(Summary.count(tally.images(), "image") + ", " + Summary.count(tally.instances(), "instance") + ", "
                + (tally.categories() == 1 ? "1 category" : tally.categories() + " categories"));
        if (tally.withoutMask() > 0) {
            summary.line(Summary.count(tally.withoutMask(), "instance")
                    + " left out, having no mask ('copra mask' makes some)");
        }
        ConversionReport.addLosses(summary, ledger);
        if (problems.total() > 0) {
            summary.line(Summary.count(problems.total(), "bad record") + " left out");
        }
        return summary.line("train with: " + command);
    }
}
