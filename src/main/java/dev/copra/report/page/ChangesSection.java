package dev.copra.report.page;

import dev.copra.dataset.diff.DocumentDiff;
import dev.copra.report.Escape;
import java.util.ArrayList;
import java.util.List;

/** What a file differs in from an older one. */
public final class ChangesSection {
    private static final int SHOWN = 30;

    private ChangesSection() {}

    /** @param old what the older one is called */
    public static Page.Section of(String old, DocumentDiff diff) {
        String intro = "Compared with " + old + ".";
        if (diff.isEmpty()) {
            return new Page.Section("changes", "Changes", intro, List.of(new Block.Note("Both say the same.")));
        }
        List<Block> blocks = new ArrayList<>();
        List<Block.Figure> figures = new ArrayList<>();
        List<Block.Row> rows = new ArrayList<>();
        for (DocumentDiff.Part part : diff.parts()) {
            String name = part.name() == null ? "document" : part.name();
            if (part.name() != null) {
                long difference = part.after() - part.before();
                figures.add(new Block.Figure(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        Numerals.count(part.after()),
                        difference == 0
                                ? "as before"
                                : (difference > 0 ? "+" : "−") + Numerals.count(Math.abs(difference))));
            }
            for (DocumentDiff.Group group : part.groups()) {
                rows.add(new Block.Row(
                        -1,
                        List.of(
                                Block.Cell.text(name),
                                Block.Cell.text(what(group)),
                                new Block.Cell(Numerals.count(group.count()), group.count(), ""),
                                EvaluationSection.figure(Double.isNaN(group.meanIou()) ? -1 : group.meanIou()))));
            }
        }
        blocks.add(new Block.Figures(figures));
        blocks.add(new Block.Table(
                "Differences",
                List.of(
                        new Block.Column("List", "", false),
                        new Block.Column("What", "", false),
                        new Block.Column("Count", "", true),
                        new Block.Column("Mean IoU", "of before and after", true)),
                rows,
                SHOWN));
        return new Page.Section("changes", "Changes", intro, blocks);
    }

    private static String what(DocumentDiff.Group group) {
        String what = group.kind().label();
        if (group.from() != null) {
            what += " from " + group.from() + " to " + group.to();
        }
        return Escape.line(group.member() == null ? what : what + ": " + group.member());
    }
}
