package dev.copra.cli.evaluation;

import dev.copra.cli.console.Console;
import dev.copra.cli.option.WrittenFile;
import dev.copra.evaluate.analysis.HardImage;
import dev.copra.evaluate.analysis.LabelErrorCollector;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.io.Input;
import dev.copra.report.evaluation.EvaluationReport;
import dev.copra.report.evaluation.HardImagesReport;
import dev.copra.report.evaluation.LabelErrorsReport;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Which images and labels to look at, as options. */
final class SuspectOptions {
    @Option(
            names = "--hard-images",
            paramLabel = "FILE",
            description = "Write the images with errors, the hardest first, as CSV; JSON if FILE ends in .json.")
    private WrittenFile hardImages;

    @Option(
            names = "--label-errors",
            paramLabel = "FILE",
            description = "Write where the truth may be wrong, the likeliest first, as CSV; a COCO file to look at if"
                    + " FILE ends in .json.")
    private WrittenFile labelErrors;

    @Option(
            names = "--label-error-score",
            paramLabel = "S",
            description = "For --label-errors: detections with a lower score do not contradict the truth (default:"
                    + " ${DEFAULT-VALUE}).")
    private double labelErrorScore = .5;

    /** Whether the user asked for anything. */
    boolean any() {
        return hardImages != null || labelErrors != null;
    }

    /** Whether what was counted is needed. */
    boolean needsTally() {
        return hardImages != null;
    }

    /** A file that is to be read again if records of it are to be shown. */
    Input again(Input input) throws IOException {
        return labelErrors == null ? input : input.spooled();
    }

    /** Writes the files that were asked for. @param tally may be null if it is not needed */
    void write(
            EvaluationReport report,
            Evaluation evaluation,
            MatchTally tally,
            double beta,
            Input truth,
            Input results,
            Console console)
            throws IOException {
        if (hardImages != null) {
            HardImagesReport hard = new HardImagesReport(HardImage.of(evaluation, tally, beta));
            hardImages.write(console, out -> hard.write(hardImages.name(), out));
        }
        if (labelErrors != null) {
            double threshold = report.rules().iouThresholds()[0];
            LabelErrorsReport suspects = new LabelErrorsReport(
                    LabelErrorCollector.of(evaluation, threshold, labelErrorScore), report.categories());
            labelErrors.write(console, out -> suspects.write(labelErrors.name(), out, truth, results));
        }
    }
}
