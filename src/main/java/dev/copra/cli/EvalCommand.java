package dev.copra.cli;

import dev.copra.coco.Id;
import dev.copra.evaluate.Category;
import dev.copra.evaluate.Confusion;
import dev.copra.evaluate.Evaluation;
import dev.copra.evaluate.PanopticFiles;
import dev.copra.evaluate.Rules;
import dev.copra.evaluate.Truth;
import dev.copra.io.Output;
import dev.copra.report.Escape;
import dev.copra.report.EvaluationReport;
import dev.copra.report.PanopticReport;
import dev.copra.report.ScoreCurves;
import dev.copra.report.Summary;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra eval}: AP and AR. */
@Command(
        name = "eval",
        description = "Evaluate detections: the figures of pycocotools, to the last digit.",
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The figures are AP (mean over IoU .5 to .95), AP50, AP75, APs, APm, APl (small, medium, large) and",
            "AR1, AR10, AR100, ARs, ARm, ARl; a figure is -1 where there is nothing to be found. --json gives",
            "them at full precision, with those of every category under per_category, by id.",
            "",
            "Known errors of pycocotools are followed, and reported with the figure that would be right: a truth",
            "with the id 0 cannot be found, equal ids make one truth stand in for another, and AP is -1 if",
            "three --max-dets lack 100. --compat fixed has them put right.",
            "",
            "Ids may be numbers, strings or booleans; they are compared as Python compares them. Categories are",
            "sorted as numpy.unique sorts them, numbers before strings. With --no-categories the files need no",
            "categories. Each category has its own keypoints and sigmas.",
            "",
            "A bad record is named and left out, and an annotation or an image that plays no part is named; the",
            "exit code is then 1, as it is if --min-ap is not reached.",
            "",
            "Examples:",
            "  copra eval instances_val2017.json results.json",
            "  copra eval truth.json results.json.gz --type segm --per-category",
            "  copra eval truth.json results.json --category person,dog --iou .5,.75 --json | jq .metrics.AP",
            "  copra eval truth.json results.json --min-ap .5 && ./deploy",
            "  copra eval truth.json results.json --slices slices.json --csv figures.csv",
            "     where slices.json is {\"night\": [17, 18], \"day\": [19, 23, 42]}, ids of images",
            "  copra eval truth.json results.json --curves curves.csv      which score to ask for",
            "  copra eval truth.json results.json --confusion confusion.csv --confusion-score .5",
            "  copra eval lvis_v1_val.json results.json --type segm --lvis",
            "  copra eval panoptic.json results.json --type panoptic --truth-masks gt/ --result-masks dt/",
            "     and boundary panoptic quality with --boundary"
        })
final class EvalCommand implements Callable<Integer> {
    private static final int UNKNOWN_SHOWN = 5;

    private final Console console;
    private int unknownImages;

    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO or LVIS file; .gz too; - is standard input.")
    private String truthFile;

    @Parameters(
            index = "1",
            paramLabel = "RESULTS",
            description = "A list of image_id, category_id, score and bbox, segmentation or keypoints; .gz too; -.")
    private String resultsFile;

    @Mixin
    private RulesOptions rulesOptions;

    @Option(names = "--category", paramLabel = "NAME|ID", description = "Only these categories, separated by commas.")
    private List<String> categories;

    @Option(
            names = "--images",
            paramLabel = "ID",
            description = "Only these images: ids, separated by commas, or @FILE.")
    private List<String> images;

    @Option(names = "--per-category", description = "Print a table of the categories.")
    private boolean perCategory;

    @Option(
            names = "--slices",
            paramLabel = "FILE",
            description = "Evaluate groups of images apart: a JSON object of lists of image ids.")
    private String slices;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all figures, one row a category and slice.")
    private String csv;

    @Option(
            names = "--curves",
            paramLabel = "FILE",
            description =
                    "Write precision, recall and F1 at every score, one row a category and score, by the first IoU"
                            + " threshold; and print the score of the best F1.")
    private String curves;

    @Option(
            names = "--confusion",
            paramLabel = "FILE",
            description =
                    "Write how often each category was taken for which, at the first IoU threshold, as CSV: a row a"
                            + " truth's category, a column a detection's, the last of each for none.")
    private String confusion;

    @Option(
            names = "--confusion-score",
            paramLabel = "S",
            description = "Detections that score less take no part in --confusion (default: all do).")
    private double confusionScore = Double.NEGATIVE_INFINITY;

    @Option(
            names = "--min-ap",
            paramLabel = "AP",
            description = "Exit with 1 if AP is lower, as a gate in CI, from 0 to 1 (default: no gate).")
    private Double minAp;

    @Option(names = "--truth-masks", paramLabel = "DIR", description = "For panoptic: the PNG files of the truth.")
    private String truthMasks;

    @Option(names = "--result-masks", paramLabel = "DIR", description = "For panoptic: the PNG files of the results.")
    private String resultMasks;

    @Option(
            names = "--boundary",
            description = "For panoptic: the lesser of the IoU of two segments and of their boundaries.")
    private boolean boundary;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(names = "--threads", paramLabel = "N", description = "Default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private CommonOptions common;

    EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (rulesOptions.type == RulesOptions.Type.PANOPTIC) {
            return panoptic();
        }
        if (truthMasks != null || resultMasks != null || boundary) {
            throw new CommandException("--truth-masks, --result-masks and --boundary go with --type panoptic");
        }
        Rules rules = rulesOptions.rules();
        if (confusion != null && !rules.useCategories()) {
            throw new CommandException("--confusion does not go with --no-categories");
        }
        EvaluationFiles files = EvaluationFiles.read(
                console, truthFile, resultsFile, rules.kind(), rules.lvis(), !rules.useCategories(), threads, common);
        Predicate<Id> onlyImages = imageFilter(files);
        Evaluation evaluation = evaluation(files, rules, onlyImages);
        files.rejectedTruths().printSummary();
        files.rejectedResults().printSummary();
        files.notes().printSummary();
        EvaluationReport report = new EvaluationReport(rules, evaluation.run());
        if (slices != null) {
            Set<Id> known = files.truth().imageIds();
            for (Map.Entry<String, List<Id>> slice : ImageSlices.read(slices).entrySet()) {
                reportUnknown(
                        slices + ": " + slice.getKey(),
                        slice.getValue().stream()
                                .filter(id -> !known.contains(id))
                                .map(Id::text)
                                .toList());
                report.addSlice(slice.getKey(), evaluation.run(slice.getValue()));
            }
        }
        if (!rules.corrected()) {
            reportQuirks(files, evaluation, report, onlyImages);
        }
        if (csv != null) {
            Output.write(csv, console.out(), report::writeCsv);
        }
        if (curves != null) {
            ScoreCurves byScore = new ScoreCurves(report.categories(), evaluation.scoreCurves());
            Output.write(curves, console.out(), byScore::write);
            byScore.addBest(report.summary());
        }
        if (confusion != null) {
            Confusion counts = evaluation.confusion(confusionScore);
            Output.write(confusion, console.out(), out -> EvaluationReport.writeConfusion(out, counts));
        }
        report.summary().add("rejected_truths", files.rejectedTruths().counts());
        report.summary().add("rejected_results", files.rejectedResults().counts());
        console.print(json ? report.toJson() : report.toText(perCategory));
        return exitCode(report.ap(), files);
    }

    private int panoptic() throws IOException {
        if (truthMasks == null || resultMasks == null) {
            throw new CommandException(
                    "--type panoptic needs --truth-masks and --result-masks, where the pictures are");
        }
        if (categories != null
                || images != null
                || slices != null
                || csv != null
                || curves != null
                || confusion != null
                || minAp != null) {
            throw new CommandException(
                    "--category, --images, --slices, --csv, --curves, --confusion and --min-ap do not"
                            + " go with --type panoptic");
        }
        PanopticFiles files = PanopticFiles.compare(
                Rewrite.input(console, truthFile),
                Rewrite.path(truthMasks),
                Rewrite.input(console, resultsFile),
                Rewrite.path(resultMasks),
                RewriteOptions.MAX_PIXELS,
                boundary ? rulesOptions.boundaryRatio : null);
        Summary summary = PanopticReport.of(files, perCategory);
        if (files.wrongAreas() > 0) {
            summary.add("wrong_areas", files.wrongAreas());
            console.err()
                    .println("copra: " + Escape.line(truthFile) + ": "
                            + Summary.count(files.wrongAreas(), "segment")
                            + " with an area that is not the picture's; the picture's is used");
        }
        console.print(json ? summary.toJson() + "\n" : summary.toText());
        return ExitCode.DONE;
    }

    private Evaluation evaluation(EvaluationFiles files, Rules rules, Predicate<Id> onlyImages) throws IOException {
        return new Evaluation(
                files.truth(),
                files.results(),
                rules,
                onlyImages,
                categoryFilter(files.truth()),
                threads,
                files.rejectedTruths(),
                files.rejectedResults(),
                files.notes());
    }

    private void reportQuirks(
            EvaluationFiles files, Evaluation evaluation, EvaluationReport report, Predicate<Id> onlyImages)
            throws IOException {
        Evaluation.Quirks quirks = evaluation.quirks();
        boolean lacksMost = report.apIsBlank();
        if (!quirks.any() && !lacksMost) {
            return;
        }
        Rules fixed = report.rules().corrected(true);
        EvaluationFiles quiet = files.silent();
        double ap =
                new EvaluationReport(fixed, evaluation(quiet, fixed, onlyImages).run()).ap();
        report.summary().add("ap_fixed", ap);
        if (common.quiet) {
            return;
        }
        if (quirks.zeroIds() > 0) {
            console.err()
                    .println("copra: " + truthFile + ": an annotation has the id 0, which pycocotools takes for"
                            + " 'not found'");
        }
        if (quirks.duplicateIds() > 0) {
            console.err()
                    .println("copra: " + truthFile + ": " + quirks.duplicateIds()
                            + " annotations have the id of a later one, which pycocotools counts in their place");
        }
        if (lacksMost) {
            console.err()
                    .println("copra: pycocotools computes AP for exactly " + report.literalMaxDetections()
                            + " detections, which --max-dets lacks");
        }
        console.err()
                .println("copra: AP is " + report.ap() + " as in pycocotools; put right it is " + ap
                        + " (--compat fixed)");
    }

    private int exitCode(double ap, EvaluationFiles files) {
        if (minAp != null && !(ap >= minAp)) {
            console.err().println("copra: AP " + ap + " is below --min-ap " + minAp);
            return ExitCode.NO;
        }
        return files.incomplete() || unknownImages > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** The images of {@code --images}: as a number or, where the truth has such an id, as a string. */
    private Predicate<Id> imageFilter(EvaluationFiles files) throws IOException {
        if (images == null) {
            return null;
        }
        Set<String> wanted = new LinkedHashSet<>(ListOption.expand(images));
        Set<String> known = new HashSet<>();
        files.truth().imageIds().forEach(id -> known.add(id.text()));
        reportUnknown(
                "--images", wanted.stream().filter(id -> !known.contains(id)).toList());
        return id -> wanted.contains(id.text());
    }

    /** Counts ids of images that the truth does not have, and names the first. */
    private void reportUnknown(String where, List<String> unknown) {
        if (!unknown.isEmpty()) {
            unknownImages += unknown.size();
            console.err()
                    .println("copra: "
                            + Escape.line(where + ": the truth has no image "
                                    + String.join(", ", unknown.subList(0, Math.min(UNKNOWN_SHOWN, unknown.size())))
                                    + (unknown.size() > UNKNOWN_SHOWN ? ", ... (" + unknown.size() + " in all)" : "")));
        }
    }

    private Predicate<Id> categoryFilter(Truth truth) throws IOException {
        if (categories == null) {
            return null;
        }
        Set<Id> wanted = new HashSet<>();
        for (String name : ListOption.expand(categories)) {
            int before = wanted.size();
            for (Category category : truth.categories()) {
                if (name.equals(category.name()) || name.equals(category.id().text())) {
                    wanted.add(category.id());
                }
            }
            if (wanted.size() == before) {
                throw new CommandException(truthFile + ": there is no category '" + name + "'");
            }
        }
        return wanted::contains;
    }
}
