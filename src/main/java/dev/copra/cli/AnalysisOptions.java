package dev.copra.cli;

import dev.copra.evaluate.Evaluation;
import dev.copra.evaluate.MatchTally;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.HardImage;
import dev.copra.evaluate.analysis.LabelErrorCollector;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.report.AnalysisReport;
import dev.copra.report.EvaluationReport;
import dev.copra.report.HardImagesReport;
import dev.copra.report.LabelErrorsReport;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Option;

/** Why a model fails, as options. */
final class AnalysisOptions {
    private static final int MOST_BINS = 10_000;

    @Option(
            names = "--analysis",
            description = "Tell why AP is no higher: kinds of errors by TIDE, calibration, the score of the best"
                    + " F-beta, optimal LRP; see below.")
    private boolean analysis;

    @Option(
            names = "--beta",
            paramLabel = "B",
            description = "For --analysis and --hard-images: by how much recall outweighs precision in F-beta (default:"
                    + " ${DEFAULT-VALUE}).")
    private double beta = 1;

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "For --analysis: into how many bins of scores calibration parts detections (default:"
                    + " ${DEFAULT-VALUE}).")
    private int bins = 10;

    @Option(
            names = "--hard-images",
            paramLabel = "FILE",
            description = "Write the images with errors, the hardest first, as CSV; JSON if FILE ends in .json.")
    private String hardImages;

    @Option(
            names = "--label-errors",
            paramLabel = "FILE",
            description = "Write where the truth may be wrong, the likeliest first, as CSV; a COCO file to look at if"
                    + " FILE ends in .json.")
    private String labelErrors;

    @Option(
            names = "--label-error-score",
            paramLabel = "S",
            description = "For --label-errors: detections with a lower score do not contradict the truth (default:"
                    + " ${DEFAULT-VALUE}).")
    private double labelErrorScore = .5;

    /** Whether the user asked for anything. */
    boolean any() {
        return analysis || hardImages != null || labelErrors != null;
    }

    /** Whether what was counted is needed for more than the figures. */
    boolean needsTally() {
        return analysis || hardImages != null;
    }

    /** A file that is to be read again if records of it are to be shown. */
    Input again(Input input) throws IOException {
        return labelErrors == null ? input : input.spooled();
    }

    /** @throws CommandException if an option has no value that makes sense */
    void check() {
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new CommandException("--beta: give a number above 0");
        }
        if (bins < 1 || bins > MOST_BINS) {
            throw new CommandException("--bins: give a number from 1 to " + MOST_BINS);
        }
    }

    /** Adds and writes what was asked for. @param tally may be null if it is not needed */
    void answer(EvaluationReport report, Evaluation evaluation, MatchTally tally, boolean perCategory) {
        if (analysis) {
            double threshold = report.rules().iouThresholds()[0];
            ErrorAnalysis why = ErrorAnalysis.of(
                    tally, ErrorAnalysis.tide(evaluation, threshold), new ErrorAnalysis.Options(beta, bins));
            report.addAnalysis(new AnalysisReport(why), perCategory);
        }
    }

    /** Writes the files that were asked for. @param tally may be null if it is not needed */
    void write(
            EvaluationReport report,
            Evaluation evaluation,
            MatchTally tally,
            Input truth,
            Input results,
            OutputStream standardOutput)
            throws IOException {
        if (hardImages != null) {
            HardImagesReport hard = new HardImagesReport(HardImage.of(evaluation, tally, beta));
            Output.write(hardImages, standardOutput, out -> hard.write(hardImages, out));
        }
        if (labelErrors != null) {
            double threshold = report.rules().iouThresholds()[0];
            LabelErrorsReport suspects = new LabelErrorsReport(
                    LabelErrorCollector.of(evaluation, threshold, labelErrorScore), report.categories());
            Output.write(labelErrors, standardOutput, out -> suspects.write(labelErrors, out, truth, results));
        }
    }
}
