package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.select.Division;
import dev.copra.dataset.select.ImageGroups;
import dev.copra.dataset.select.Split;
import dev.copra.dataset.select.Survey;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a split has come to. */
public final class SplitReport {
    private static final int MOST_NAMES = 5;

    private SplitReport() {}

    /**
     * What is told at the end.
     *
     * @param survey the document that was split
     * @param groups images that stay together
     */
    public static Summary of(Split split, Division division, Survey survey, ImageGroups groups, Problems problems) {
        Summary summary = new Summary();
        long all = Arrays.stream(division.images()).sum();
        Map<String, Object> parts = new LinkedHashMap<>();
        for (int part = 0; part < split.parts().size(); part++) {
            Split.Part each = split.parts().get(part);
            long images = division.images()[part];
            double share = all == 0 ? 0 : (double) images / all;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("images", images);
            values.put("annotations", division.annotations()[part]);
            values.put("share", share);
            values.put("wanted_share", each.share());
            values.put("missing_categories", division.missing().get(part));
            parts.put(each.name(), values);
            summary.line(String.format(
                    Locale.ROOT,
                    "%s: %s (%.1f %% of %.1f %%), %s%s",
                    each.name(),
                    Summary.count(images, "image"),
                    100 * share,
                    100 * each.share(),
                    Summary.count(division.annotations()[part], "annotation"),
                    missing(division.missing().get(part))));
        }
        summary.add("parts", parts);
        if (groups.hasRule() || division.groups() < survey.images().size()) {
            summary.add(
                    "groups",
                    division.groups(),
                    Summary.count(division.groups(), "group") + " of images that stay together"
                            + (groups.hasRule() && groups.grouped() < survey.imageRecords()
                                    ? "; " + (survey.imageRecords() - groups.grouped()) + " images have no key, and are"
                                            + " groups of their own"
                                    : ""));
        }
        Division.Deviation worst = division.worst();
        if (worst != null) {
            Map<String, Object> most = new LinkedHashMap<>();
            most.put("category", worst.category());
            most.put("part", split.parts().get(worst.part()).name());
            most.put("images", worst.images());
            most.put("of", worst.of());
            most.put("deviation", worst.deviation());
            summary.add("mean_deviation", division.meanDeviation())
                    .add(
                            "greatest_deviation",
                            most,
                            String.format(
                                    Locale.ROOT,
                                    "a part's share of a category's images is %.1f percentage points off on average, %.1f"
                                            + " at most (%d of the %d images of %s are in %s)",
                                    100 * division.meanDeviation(),
                                    100 * worst.deviation(),
                                    worst.images(),
                                    worst.of(),
                                    worst.category(),
                                    split.parts().get(worst.part()).name()));
        }
        summary.add("rejected", problems.counts());
        return SummaryLines.rejected(summary, problems.total());
    }

    private static String missing(List<String> categories) {
        if (categories.isEmpty()) {
            return "";
        }
        return ", no image of " + String.join(", ", categories.subList(0, Math.min(MOST_NAMES, categories.size())))
                + (categories.size() > MOST_NAMES
                        ? " and " + (categories.size() - MOST_NAMES) + " more categories"
                        : "");
    }
}
