package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.Within;
import dev.copra.coco.Messages;
import dev.copra.evaluate.compare.Comparison;
import dev.copra.evaluate.compare.Difference;
import dev.copra.evaluate.figure.Metric;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** A least difference of a figure, as options. */
final class DifferenceGate {
    /** Which number of a difference is looked at. */
    enum By {
        DIFFERENCE,
        LOW,
        HIGH
    }

    @Option(
            names = "--fail-below",
            paramLabel = "DIFF",
            description = "Exit with 1 if the difference of AP of any results to the first is lower, as a gate in CI,"
                    + " from -1 to 1: -0.005 allows to lose half a point (default: no gate).")
    @Within(from = -1, to = 1)
    private Double least;

    @Option(
            names = "--fail-figure",
            paramLabel = "NAME",
            description = "The figure that --fail-below looks at, as AP50, APs or AR100 (default: ${DEFAULT-VALUE}).")
    private String figure = "AP";

    @Option(
            names = "--fail-by",
            paramLabel = "WHICH",
            description = "What must not be lower: difference (default); low, the lower end of its interval, so that"
                    + " results must be shown to be good enough; or high, so that only what is surely worse fails.")
    private By by = By.DIFFERENCE;

    /** @throws CommandException if the options make no sense with these figures */
    void check(List<Metric> metrics) {
        if (index(metrics) < 0) {
            throw new CommandException("--fail-figure: there is no figure '" + figure + "'; there are "
                    + String.join(", ", metrics.stream().map(Metric::name).toList()));
        }
    }

    private int index(List<Metric> metrics) {
        return IntStream.range(0, metrics.size())
                .filter(i -> metrics.get(i).name().equalsIgnoreCase(figure))
                .findFirst()
                .orElse(-1);
    }

    /** Whether no results are too much worse than the first; tells which are. @param names of all results */
    boolean lets(Comparison comparison, List<String> names, Messages messages) {
        boolean passed = true;
        int i = index(comparison.metrics());
        for (int x = 0; x < comparison.others().size() && least != null; x++) {
            Difference of = comparison.others().get(x).all().get(i);
            double value = by == By.LOW ? of.low() : by == By.HIGH ? of.high() : of.difference();
            if (!(value >= least)) {
                passed = false;
                messages.warn(names.get(x + 1) + ": "
                        + comparison.metrics().get(i).name() + ": "
                        + (by == By.DIFFERENCE
                                ? "the difference"
                                : "the " + by.name().toLowerCase(Locale.ROOT) + " end of the difference's interval")
                        + (Double.isNaN(value) ? " does not exist" : " is " + value)
                        + ", which does not reach --fail-below "
                        + least);
            }
        }
        return passed;
    }
}
