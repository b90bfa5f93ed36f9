package dev.copra.cli.evaluation;

import dev.copra.cli.option.Within;
import dev.copra.coco.Messages;
import dev.copra.report.evaluation.EvaluationReport;
import picocli.CommandLine.Option;

/** A least AP, as an option. */
final class ApGate {
    @Option(
            names = "--min-ap",
            paramLabel = "AP",
            description = "Exit with 1 if AP is lower, as a gate in CI, from 0 to 1 (default: no gate).")
    @Within(from = 0, to = 1)
    private Double minAp;

    /** Whether the user asked for one. */
    boolean isSet() {
        return minAp != null;
    }

    /** Whether AP is high enough; tells if it is not. */
    boolean lets(EvaluationReport report, Messages messages) {
        return lets("AP", report.ap(), messages);
    }

    /** As {@link #lets(EvaluationReport, Messages)}, for the figure of other rules. @param name of the figure */
    boolean lets(String name, double ap, Messages messages) {
        boolean reached = minAp == null || ap >= minAp;
        if (!reached) {
            messages.warn(name + " " + ap + " is below --min-ap " + minAp);
        }
        return reached;
    }
}
