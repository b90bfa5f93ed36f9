package dev.copra.report.evaluation;

import dev.copra.evaluate.panoptic.PanopticFiles;
import dev.copra.evaluate.panoptic.PanopticQuality;
import dev.copra.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Panoptic quality, as the table that panopticapi prints and as JSON. */
public final class PanopticReport {
    private PanopticReport() {}

    /** Reports all categories together, things and stuff, and each category. @param perCategory whether the text has each */
    public static Summary of(PanopticFiles files, boolean perCategory) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        Summary summary = new Summary();
        summary.line("          |    PQ     SQ     RQ     N");
        add(
                summary,
                metrics,
                "",
                "All",
                files.figures(List.copyOf(files.categories().keySet())));
        add(summary, metrics, "_things", "Things", files.figures(files.categories(true)));
        add(summary, metrics, "_stuff", "Stuff", files.figures(files.categories(false)));
        summary.add("metrics", metrics);
        List<Map<String, Object>> each = new ArrayList<>();
        files.categories().forEach((id, name) -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("id", id);
            figures.put("name", name);
            if (perCategory) {
                add(summary, figures, "", name, files.figures(List.of(id)));
            } else {
                put(figures, "", files.figures(List.of(id)));
            }
            each.add(figures);
        });
        summary.add("per_category", each);
        return files.wrongAreas() > 0 ? summary.add("wrong_areas", files.wrongAreas()) : summary;
    }

    /** Says how many segments state another area than the picture's. */
    public static String wrongAreas(PanopticFiles files) {
        return Summary.count(files.wrongAreas(), "segment")
                + " with an area that is not the picture's; the picture's is used";
    }

    private static void add(
            Summary summary,
            Map<String, Object> metrics,
            String suffix,
            String label,
            PanopticQuality.Figures figures) {
        put(metrics, suffix, figures);
        summary.line(String.format(
                Locale.ROOT,
                "%-9s | %5.1f  %5.1f  %5.1f %5d",
                label,
                100 * figures.pq(),
                100 * figures.sq(),
                100 * figures.rq(),
                figures.categories()));
    }

    private static void put(Map<String, Object> metrics, String suffix, PanopticQuality.Figures figures) {
        metrics.put("PQ" + suffix, figures.pq());
        metrics.put("SQ" + suffix, figures.sq());
        metrics.put("RQ" + suffix, figures.rq());
        metrics.put("N" + suffix, figures.categories());
    }
}
