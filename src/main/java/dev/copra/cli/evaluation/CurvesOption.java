package dev.copra.cli.evaluation;

import dev.copra.cli.console.Console;
import dev.copra.cli.option.WrittenFile;
import dev.copra.evaluate.figure.ScoreCurve;
import dev.copra.report.evaluation.EvaluationReport;
import dev.copra.report.evaluation.ScoreCurves;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where the curves by score go, as an option. */
final class CurvesOption {
    @Option(
            names = "--curves",
            paramLabel = "FILE",
            description =
                    "Write precision, recall and F1 at every score, one row a category and score, by the first IoU"
                            + " threshold; and print the score of the best F1.")
    private WrittenFile file;

    /** Writes the curves if the user asked for them, and adds the best scores to the report. */
    void write(EvaluationReport report, Supplier<List<ScoreCurve>> curves, Console console) throws IOException {
        if (file != null) {
            ScoreCurves byScore = new ScoreCurves(report.categories(), curves.get());
            file.write(console, byScore::write);
            byScore.addBest(report.summary());
        }
    }
}
