package dev.copra.plot;

import java.util.List;

/**
 * A horizontal bar a label and series, from the top. Of more than 100 labels the first 60 and the last 30 are shown.
 *
 * @param valueLabel what the bars' lengths are
 * @param series each has a value a label, NaN for no bar
 */
public record BarPlot(String title, String valueLabel, List<String> labels, List<Series> series) implements Plot {
    /** @throws IllegalArgumentException if a series has not a value for each label */
    public BarPlot {
        for (Series one : series) {
            if (one.values().size() != labels.size()) {
                throw new IllegalArgumentException(
                        one.values().size() + " values for " + labels.size() + " labels in " + one.name());
            }
        }
    }
}
