package dev.copra.plot;

import java.util.List;

/**
 * Values of a table as colours. Labels that are empty are not drawn; of too many some are left out.
 *
 * @param xLabel what the columns are
 * @param yLabel what the rows are
 * @param columns labels from the left
 * @param rows labels from the top
 * @param values rows from the top, each from the left; NaN for none
 */
public record HeatMapPlot(
        String title, String xLabel, String yLabel, List<String> columns, List<String> rows, List<List<Double>> values)
        implements Plot {
    /** @throws IllegalArgumentException if the values have not the shape of the labels */
    public HeatMapPlot {
        if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != columns.size())) {
            throw new IllegalArgumentException(
                    "the values are not a table of " + rows.size() + " rows and " + columns.size() + " columns");
        }
    }
}
