package dev.copra.report.dataset;

import dev.copra.coco.Problems;
import dev.copra.dataset.select.Filter;
import dev.copra.dataset.select.Sample;
import dev.copra.dataset.select.StayingRecords;
import dev.copra.dataset.select.Survey;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a selection has kept. */
public final class SelectionReport {
    private SelectionReport() {}

    /** What a filter has kept and dropped. */
    public static Summary of(Filter filter, Filter.Outcome outcome, Survey survey, Problems problems) {
        Summary summary = annotations(outcome.staying(), survey);
        if (survey.imageRecords() > 0) {
            int dropped = outcome.otherImages() + outcome.emptyImages();
            StringBuilder line = new StringBuilder(survey.imageRecords() - dropped + " of ")
                    .append(Summary.count(survey.imageRecords(), "image"))
                    .append(" kept");
            String comma = "; dropped: ";
            if (outcome.otherImages() > 0) {
                line.append(comma).append(outcome.otherImages()).append(" by the conditions");
                comma = ", ";
            }
            if (filter.dropEmpty()) {
                line.append(comma).append(outcome.emptyImages()).append(" without annotations");
            }
            Map<String, Object> images = counts(survey.imageRecords() - dropped, survey.imageRecords());
            images.put("dropped_by_conditions", outcome.otherImages());
            images.put("dropped_without_annotations", outcome.emptyImages());
            summary.add("images", images, line.toString());
        }
        if (survey.categories().records() > 0) {
            long all = survey.categories().records();
            int unused = outcome.unusedCategories();
            long kept = filter.dropUnused() ? all - unused : all;
            String without = unused + " without annotations";
            Map<String, Object> categories = counts(kept, all);
            categories.put("without_annotations", unused);
            summary.add(
                    "categories",
                    categories,
                    filter.dropUnused()
                            ? kept + " of " + categories(all) + " kept; dropped: " + without
                            : categories(all) + " kept" + (unused > 0 ? ", " + without : ""));
        }
        summary.add("rejected", problems.counts());
        return SummaryLines.rejected(summary, problems.total());
    }

    /** What a sample has drawn. */
    public static Summary of(Sample sample, Sample.Outcome outcome, Survey survey, Problems problems) {
        Map<String, Object> images = counts(outcome.images(), outcome.from());
        images.put("required", outcome.required());
        Summary summary = annotations(outcome.staying(), survey)
                .add(
                        "images",
                        images,
                        outcome.images() + " of " + Summary.count(outcome.from(), "image") + " drawn, seed "
                                + sample.seed()
                                + (outcome.required() > 0
                                        ? "; " + outcome.required() + " of them because of their categories"
                                        : ""))
                .add("seed", sample.seed());
        if (sample.perCategory() > 0) {
            summary.add("scarce_categories", outcome.scarce());
            if (outcome.scarce() > 0) {
                summary.line(categories(outcome.scarce()) + " with fewer images than " + sample.perCategory());
            }
        }
        summary.add("rejected", problems.counts());
        return SummaryLines.rejected(summary, problems.total());
    }

    /** How many annotations stay. */
    static Summary annotations(StayingRecords staying, Survey survey) {
        int kept = staying.annotations().cardinality();
        return new Summary()
                .add(
                        "annotations",
                        counts(kept, survey.annotations()),
                        kept + " of " + Summary.count(survey.annotations(), "annotation") + " kept");
    }

    private static Map<String, Object> counts(long kept, long all) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("kept", kept);
        counts.put("of", all);
        return counts;
    }

    private static String categories(long number) {
        return Summary.count(number, "category", "categories");
    }
}
