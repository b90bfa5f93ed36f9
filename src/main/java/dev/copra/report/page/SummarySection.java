package dev.copra.report.page;

import dev.copra.stats.DatasetStats;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** What is in a file, in a few numbers. */
public final class SummarySection {
    private SummarySection() {}

    /** @param evaluated of the results files, in order; may be empty */
    public static Page.Section of(DatasetStats stats, Findings findings, List<Evaluated> evaluated) {
        DatasetStats.Objects all = stats.all();
        DatasetStats.Masks masks = all.masks();
        long declared = stats.categories().size();
        long used = stats.categories().stream()
                .filter(category -> category.objects().instances() > 0)
                .count();
        List<Block.Figure> figures = new ArrayList<>();
        long empty = stats.images().count() - stats.images().annotated();
        figures.add(new Block.Figure(
                "Images",
                Numerals.count(stats.images().count()),
                empty == 0 ? "all annotated" : Numerals.count(empty) + " without annotation"));
        figures.add(new Block.Figure(
                "Instances",
                Numerals.count(all.instances()),
                all.crowds() == 0 ? "" : "and " + Numerals.things(all.crowds(), "crowd")));
        figures.add(new Block.Figure(
                "Categories",
                Numerals.count(used),
                used == declared ? "" : Numerals.count(declared - used) + " more are unused"));
        figures.add(new Block.Figure(
                "Masks",
                Numerals.share(masks == null ? 0 : masks.count(), all.instances()),
                masks == null || masks.count() == 0
                        ? "of the instances"
                        : Numerals.share(masks.polygons(), masks.count()) + " of them polygons"));
        long errors = findings.count(Severity.ERROR);
        figures.add(new Block.Figure(
                "Findings",
                Numerals.count(errors + findings.count(Severity.WARNING)),
                (errors == 0 ? "no error" : Numerals.things(errors, "error"))
                        + (findings.count(Severity.INFO) == 0
                                ? ""
                                : ", " + Numerals.things(findings.count(Severity.INFO), "note")),
                errors == 0 ? "" : "bad"));
        for (Evaluated one : evaluated) {
            figures.add(new Block.Figure("AP", Numerals.figure(one.ap()), one.name()));
        }
        return new Page.Section("summary", "Summary", "", List.of(new Block.Figures(figures)));
    }
}
