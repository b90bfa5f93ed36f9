package dev.copra.gallery;

import dev.copra.coco.CocoReader;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.dataset.diff.DiffOptions;
import dev.copra.dataset.diff.DiffRun;
import dev.copra.io.Input;
import dev.copra.report.page.CategoriesSection;
import dev.copra.report.page.ChangesSection;
import dev.copra.report.page.Evaluated;
import dev.copra.report.page.EvaluationSection;
import dev.copra.report.page.FindingsSection;
import dev.copra.report.page.Page;
import dev.copra.report.page.StatisticsSection;
import dev.copra.report.page.SummarySection;
import dev.copra.report.stats.StatsReport;
import dev.copra.stats.DatasetCollector;
import dev.copra.stats.DatasetStats;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All that is to be said of a document and its results.
 *
 * @param sections in the order of a page, without the gallery
 * @param incomplete whether records were left out
 */
public record Examination(
        GalleryFindings findings, GalleryMatches matches, List<Page.Section> sections, boolean incomplete) {

    /** Validates, measures, evaluates and compares. */
    public static Examination of(GalleryRequest request, GalleryFiles files, Messages messages) throws IOException {
        Findings findings = new Findings(code -> true, Set.of(), false);
        Validation.run(
                request.main(),
                new ValidationOptions(request.threads(), null, request.images(), null, null, null, List.of(), false),
                findings);
        StatsReport.Source source = stats(request.main());
        DatasetStats stats = source.profile().stats();
        ResultsExamination results = ResultsExamination.of(request, files, messages);
        List<Evaluated> evaluated = results.evaluated();
        List<Page.Section> sections = new ArrayList<>();
        sections.add(SummarySection.of(stats, findings, evaluated));
        sections.add(FindingsSection.of(findings, message -> GalleryPictures.inFolder(message, request.images())));
        if (evaluated.isEmpty() && request.baseline() != null) {
            sections.add(changes(request));
        }
        if (!evaluated.isEmpty()) {
            sections.add(EvaluationSection.of(evaluated, results.baseline()));
        }
        sections.add(StatisticsSection.of(source, files::category));
        sections.add(CategoriesSection.of(
                stats, files::category, evaluated.isEmpty() ? null : evaluated.get(0), results.baseline()));
        return new Examination(
                GalleryFindings.of(findings), results.matches(), sections, files.incomplete() || results.incomplete());
    }

    private static StatsReport.Source stats(Input main) throws IOException {
        // what is wrong with the records is among the findings
        Problems problems = Messages.none().problems(main.name());
        DatasetCollector collector = new DatasetCollector(problems);
        CocoReader.read(main, collector);
        return new StatsReport.Source(main.name(), collector.result(null), problems.counts());
    }

    private static Page.Section changes(GalleryRequest request) throws IOException {
        try (DiffRun run =
                DiffRun.open(request.baseline(), request.main(), new DiffOptions(false, true, .5, Set.of(), 0))) {
            return ChangesSection.of(GalleryFiles.shortName(request.baseline().name()), run.compare());
        }
    }
}
