package dev.copra.cli;

import dev.copra.evaluate.analysis.ErrorAnalysis;
import picocli.CommandLine.Option;

/** Why a model fails, as options. */
final class AnalysisOptions {
    private static final int MOST_BINS = 10_000;

    @Option(
            names = "--analysis",
            description = "Tell why AP is no higher: kinds of errors by TIDE, calibration, the score of the best"
                    + " F-beta, optimal LRP; see below.")
    boolean analysis;

    @Option(
            names = "--beta",
            paramLabel = "B",
            description = "For --analysis: by how much recall outweighs precision in F-beta (default:"
                    + " ${DEFAULT-VALUE}).")
    private double beta = 1;

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "For --analysis: into how many bins of scores calibration parts detections (default:"
                    + " ${DEFAULT-VALUE}).")
    private int bins = 10;

    /** How to analyse. */
    ErrorAnalysis.Options options() {
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new CommandException("--beta: give a number above 0");
        }
        if (bins < 1 || bins > MOST_BINS) {
            throw new CommandException("--bins: give a number from 1 to " + MOST_BINS);
        }
        return new ErrorAnalysis.Options(beta, bins);
    }
}
