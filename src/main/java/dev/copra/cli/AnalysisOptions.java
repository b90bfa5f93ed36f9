package dev.copra.cli;

import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.ErrorCollector;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.report.evaluation.AnalysisReport;
import dev.copra.report.evaluation.EvaluationReport;
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
            description = "By how much recall outweighs precision in the F-beta of best scores (default:"
                    + " ${DEFAULT-VALUE}).")
    private double beta = 1;

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "For --analysis: into how many bins of scores calibration parts detections (default:"
                    + " ${DEFAULT-VALUE}).")
    private int bins = 10;

    /** Whether the user asked for it. */
    boolean analysis() {
        return analysis;
    }

    double beta() {
        return beta;
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

    /** Why the figures are no better. @param errors may be null, then there is no answer */
    ErrorAnalysis of(MatchTally tally, ErrorCollector errors) {
        return errors == null ? null : ErrorAnalysis.of(tally, errors, new ErrorAnalysis.Options(beta, bins));
    }

    /** Adds why the figures are no better, if the user asked for it. */
    void answer(EvaluationReport report, ErrorAnalysis why, boolean perCategory) {
        if (analysis) {
            report.addAnalysis(new AnalysisReport(why), perCategory);
        }
    }
}
