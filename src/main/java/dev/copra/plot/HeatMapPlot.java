package dev.copra.plot;

import java.util.List;

/**
 * Values of a table as colours. Labels that are empty are not drawn; of too many some are left out. The values of a small table are
 * written into it.
 *
 * @param xLabel what the columns are
 * @param yLabel what the rows are
 * @param columns labels from the left
 * @param rows labels from the top
 * @param values rows from the top, each from the left; at least 0, NaN for none
 * @param scale which colour a value has
 */
public record HeatMapPlot(
        String title,
        String xLabel,
        String yLabel,
        List<String> columns,
        List<String> rows,
        List<List<Double>> values,
        Scale scale)
        implements Plot {

    /** Which colour a value has. */
    public enum Scale {
        /** Equal steps of the value are equal steps of the colour. */
        EVEN,
        /** Equal steps of its root are: small values are told apart beside great ones. */
        ROOTS
    }

    /** @throws IllegalArgumentException if the values have not the shape of the labels */
    public HeatMapPlot {
        if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != columns.size())) {
            throw new IllegalArgumentException(
                    "the values are not a table of " + rows.size() + " rows and " + columns.size() + " columns");
        }
    }

    /** With an even scale. */
    public HeatMapPlot(
            String title,
            String xLabel,
            String yLabel,
            List<String> columns,
            List<String> rows,
            List<List<Double>> values) {
        this(title, xLabel, yLabel, columns, rows, values, Scale.EVEN);
    }
}
