package dev.copra.report.page;

import dev.copra.plot.Plot;
import java.util.List;

/** What a section is made of. */
public sealed interface Block {
    /** A few numbers, large. */
    record Figures(List<Figure> figures) implements Block {}

    /** @param note what the number is of, in a few words, or empty @param tone good, bad or empty */
    record Figure(String label, String value, String note, String tone) {
        Figure(String label, String value, String note) {
            this(label, value, note, "");
        }
    }

    /** A sentence. */
    record Note(String text) implements Block {}

    /** Kinds of findings, the worst first. */
    record Findings(List<Group> groups) implements Block {}

    /**
     * Findings of a code.
     *
     * @param severity error, warning or info
     * @param images how many images they are on
     * @param places the first messages
     * @param more how many are not among the places
     */
    record Group(
            String code,
            String severity,
            String title,
            String why,
            String count,
            int images,
            List<String> places,
            long more) {}

    /** Charts beside each other. */
    record Charts(List<Chart> charts) implements Block {}

    /** @param id within the page @param says what is seen, for those who do not see it */
    record Chart(String id, String title, String says, Plot plot) {}

    /** Bars with their labels. */
    record Bars(String title, String unit, List<Bar> bars, long more) implements Block {}

    /** @param share of the longest bar, 0 to 100 @param category its index in the gallery, or -1 */
    record Bar(String label, String value, double share, int category) {}

    /**
     * A table that can be sorted.
     *
     * @param shown rows that are seen at first
     * @param caption what it is of
     */
    record Table(String caption, List<Column> columns, List<Row> rows, int shown) implements Block {}

    /** @param hint what it is, for a column whose title does not say it; or empty @param number whether it has numbers */
    record Column(String title, String hint, boolean number) {}

    /** @param category index of the gallery's category that it leads to, or -1 */
    record Row(int category, List<Cell> cells) {}

    /** @param sort what it is sorted by, if it is a number; NaN for none @param tone good, bad or empty */
    record Cell(String text, double sort, String tone) {
        static Cell text(String text) {
            return new Cell(text, Double.NaN, "");
        }
    }

    /** Where the images are. */
    record Gallery() implements Block {}
}
