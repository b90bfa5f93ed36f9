package dev.copra.report.stats;

import dev.copra.report.Csv;
import dev.copra.stats.DatasetStats;
import dev.copra.stats.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The columns of statistics as CSV. What there is nothing to measure of is empty. */
final class StatsCsv {
    private static final List<String> MEASURES =
            List.of("area", "side", "aspect", "parts", "holes", "vertices", "fill");
    private static final List<String> NUMBERS = List.of("mean", "min", "p5", "p25", "p50", "p75", "p95", "max");
    /** A bin of the best IoU is a twentieth. */
    private static final int HALF = 10;

    static final List<String> COLUMNS = columns();

    private StatsCsv() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(
                "file",
                "category_id",
                "category",
                "instances",
                "crowds",
                "images",
                "small",
                "medium",
                "large",
                "masks",
                "polygons",
                "several_parts",
                "with_holes",
                "within_iou_50",
                "across_iou_50"));
        for (String measure : MEASURES) {
            for (String number : NUMBERS) {
                columns.add(measure + "_" + number);
            }
        }
        return List.copyOf(columns);
    }

    static void row(Csv csv, String file, String id, String name, DatasetStats.Objects objects) throws IOException {
        DatasetStats.Masks masks = objects.masks();
        csv.add(file)
                .add(id)
                .add(name)
                .add(objects.instances())
                .add(objects.crowds())
                .add(objects.images());
        csv.add(objects.small()).add(objects.medium()).add(objects.large());
        csv.add(masks == null ? 0 : masks.count()).add(masks == null ? 0 : masks.polygons());
        csv.add(masks == null ? 0 : masks.severalParts()).add(masks == null ? 0 : masks.withHoles());
        csv.add(objects.within().from(HALF)).add(objects.across().from(HALF));
        quantiles(csv, objects.area());
        quantiles(csv, objects.side());
        quantiles(csv, objects.aspect());
        quantiles(csv, masks == null ? null : masks.parts());
        quantiles(csv, masks == null ? null : masks.holes());
        quantiles(csv, masks == null ? null : masks.vertices());
        quantiles(csv, masks == null ? null : masks.fill());
        csv.row();
    }

    private static void quantiles(Csv csv, Quantiles quantiles) throws IOException {
        for (int i = 0; i < NUMBERS.size(); i++) {
            if (quantiles == null) {
                csv.add("");
            } else {
                csv.add(StatsReport.numbers(quantiles)[i]);
            }
        }
    }
}
