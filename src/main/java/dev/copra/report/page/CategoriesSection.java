package dev.copra.report.page;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.report.Escape;
import dev.copra.stats.DatasetStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** All categories in a table. */
public final class CategoriesSection {
    private static final int SHOWN = 30;

    private CategoriesSection() {}

    /**
     * @param category index of a category in the gallery by its label, or -1
     * @param evaluated the first results file, or null
     * @param baseline what it is compared with, or null
     */
    public static Page.Section of(
            DatasetStats stats, ToIntFunction<String> category, Evaluated evaluated, Evaluated baseline) {
        List<Block.Column> columns = new ArrayList<>(List.of(
                new Block.Column("Category", "", false),
                new Block.Column("Instances", "", true),
                new Block.Column("Images", "with at least one", true),
                new Block.Column("Small", "area below 32²", true),
                new Block.Column("Medium", "area below 96²", true),
                new Block.Column("Large", "area from 96²", true),
                new Block.Column("Side", "median root of width × height of the boxes, in pixels", true)));
        Map<Id, Double> ap = evaluated == null ? Map.of() : evaluated.byCategory(0);
        Map<Id, Double> ap50 = evaluated == null ? Map.of() : evaluated.byCategory(1);
        Map<Id, Double> before = baseline == null ? Map.of() : baseline.byCategory(0);
        Map<Id, ErrorAnalysis.OfCategory> analysis = evaluated == null ? Map.of() : evaluated.analysisByCategory();
        if (evaluated != null) {
            columns.add(new Block.Column("AP", "", true));
            columns.add(new Block.Column("AP50", "", true));
            columns.add(new Block.Column("F1", "the best of all scores", true));
            columns.add(new Block.Column("at score", "where F1 is best", true));
        }
        if (baseline != null) {
            columns.add(new Block.Column("AP less baseline", "", true));
        }
        List<Block.Row> rows = new ArrayList<>();
        List<DatasetStats.Category> sorted = stats.categories().stream()
                .sorted(Comparator.comparingLong(
                                (DatasetStats.Category one) -> one.objects().instances())
                        .reversed())
                .toList();
        for (DatasetStats.Category one : sorted) {
            List<Block.Cell> cells = cells(one);
            if (evaluated != null) {
                double value = ap.getOrDefault(one.id(), -1.0);
                cells.add(EvaluationSection.figure(value));
                cells.add(EvaluationSection.figure(ap50.getOrDefault(one.id(), -1.0)));
                ErrorAnalysis.OfCategory why = analysis.get(one.id());
                cells.add(EvaluationSection.figure(why == null ? -1 : why.best().f()));
                cells.add(EvaluationSection.figure(why == null ? -1 : why.best().score()));
                if (baseline != null) {
                    cells.add(EvaluationSection.difference(value, before.getOrDefault(one.id(), -1.0)));
                }
            }
            rows.add(new Block.Row(category.applyAsInt(one.label()), cells));
        }
        return new Page.Section(
                "categories",
                "Categories",
                "",
                List.of(new Block.Table(Numerals.count(rows.size()) + " categories", columns, rows, SHOWN)));
    }

    private static List<Block.Cell> cells(DatasetStats.Category one) {
        DatasetStats.Objects objects = one.objects();
        List<Block.Cell> cells = new ArrayList<>();
        cells.add(Block.Cell.text(Escape.line(one.label())));
        for (long count :
                new long[] {objects.instances(), objects.images(), objects.small(), objects.medium(), objects.large()
                }) {
            cells.add(new Block.Cell(Numerals.count(count), count, ""));
        }
        double side = objects.side() == null ? Double.NaN : objects.side().p50();
        cells.add(new Block.Cell(Numerals.length(side), side, ""));
        return cells;
    }
}
