package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.ImageCopies;
import dev.copra.dataset.remap.RemapPlan;
import dev.copra.dataset.remap.Remapping;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the ids, categories and names of a document. */
public final class RemapReport {
    private RemapReport() {}

    /** @param copies may be null */
    public static Summary of(Remapping.Tally tally, ImageCopies copies, Problems problems) {
        RemapPlan.CategoryTally categories = tally.categories();
        Map<String, Long> byCategory = new LinkedHashMap<>();
        byCategory.put("renamed", categories.renamed());
        byCategory.put("renumbered", categories.renumbered());
        byCategory.put("merged", categories.merged());
        byCategory.put("dropped", categories.dropped());
        Summary summary = new Summary()
                .add("categories", byCategory)
                .add("annotations_of_other_categories", tally.moved())
                .add("annotations_dropped", tally.dropped())
                .add("image_ids", tally.images())
                .add("annotation_ids", tally.annotations())
                .add("file_names", tally.names())
                .add("images_copied", copies == null ? 0 : copies.copied())
                .add("rejected", problems.counts());
        List<String> parts = new ArrayList<>();
        byCategory.forEach((what, count) -> {
            if (count > 0) {
                parts.add(count + " " + what);
            }
        });
        if (!parts.isEmpty()) {
            summary.line("categories: " + String.join(", ", parts));
        }
        line(summary, tally.moved(), "annotation", "with another category id");
        line(summary, tally.dropped(), "annotation", "dropped");
        line(summary, tally.images(), "image", "with another id");
        line(summary, tally.annotations(), "annotation", "with another id");
        line(summary, tally.names(), "image", "with another file name");
        if (copies != null) {
            summary.line(Summary.count(copies.copied(), "image") + " copied");
        }
        if (parts.isEmpty()
                && tally.moved() + tally.dropped() + tally.images() + tally.annotations() + tally.names() == 0) {
            summary.line("nothing has changed");
        }
        return SummaryLines.rejected(summary, problems.total());
    }

    private static void line(Summary summary, long count, String thing, String what) {
        if (count > 0) {
            summary.line(Summary.count(count, thing) + " " + what);
        }
    }
}
