package dev.copra.cli;

import dev.copra.evaluate.MaskScorer;
import dev.copra.evaluate.MaskScores;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra score}: how good masks are. */
@Command(
        name = "score",
        description = "Measure masks against the truth: mean IoU by size and category, and the worst.",
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Annotations are paired by id; a true mask without a partner counts as IoU 0. Crowd regions are",
            "not paired. 'image' is the IoU of the union of all masks of an image, which needs no ids: it",
            "works for results files, too.",
            "",
            "Examples:",
            "  copra score masks.json instances.json",
            "  copra score masks.json instances.json --min-iou 0.6 --json   a gate for CI: exit code 1 below"
        })
final class ScoreCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "PREDICTED", description = "The file with the masks to measure.")
    private String predicted;

    @Parameters(index = "1", paramLabel = "TRUTH", description = "The COCO file with the true masks.")
    private String truth;

    @Option(
            names = "--min-iou",
            paramLabel = "X",
            description = "Exit with 1 if the mean IoU is lower (of the images, if no annotations are paired).")
    private double minIou;

    @Option(
            names = "--min-box-area",
            paramLabel = "N",
            description = "Only annotations whose box has more square pixels than this.")
    private double minBoxArea;

    @Option(
            names = "--min-mask-area",
            paramLabel = "N",
            description = "Only annotations whose true mask has at least so many pixels.")
    private long minMaskArea;

    @Option(names = "--worst", paramLabel = "N", description = "How many of the worst to list (default: 20).")
    private int worst = 20;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Input predictedInput = Rewrite.input(console, predicted);
        Input trueInput = Rewrite.input(console, truth).spooled();
        Problems predictedProblems = new Problems(console.err(), predictedInput.name(), common.failFast);
        Problems trueProblems = new Problems(console.err(), trueInput.name(), common.failFast);
        MaskScores scores;
        try {
            scores = MaskScorer.score(
                    predictedInput,
                    trueInput,
                    new MaskScorer.Protocol(minBoxArea, minMaskArea),
                    maxPixels,
                    predictedProblems,
                    trueProblems);
        } catch (JsonException e) {
            throw new CommandException(e.getMessage(), e);
        }
        predictedProblems.printSummary();
        trueProblems.printSummary();
        Summary summary = summary(scores);
        console.print(json ? summary.toJson() + "\n" : summary.toText());
        double measured =
                scores.pairs().isEmpty() ? scores.meanImageIou() : scores.all().meanIou();
        boolean passed = measured >= minIou || minIou == 0;
        if (!passed && !common.quiet) {
            console.err()
                    .println(
                            String.format(Locale.ROOT, "copra: mean IoU %.4f is below --min-iou %s", measured, minIou));
        }
        return passed && predictedProblems.total() + trueProblems.total() == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private Summary summary(MaskScores scores) {
        Summary summary = new Summary();
        summary.line(row("", "masks", "mean IoU", ">= .5", ">= .75"));
        group(summary, "all", scores.all());
        group(summary, "small", scores.small());
        group(summary, "medium", scores.medium());
        group(summary, "large", scores.large());
        summary.add("images", scores.imageIou().size()).add("mean_image_iou", finite(scores.meanImageIou()));
        if (!scores.imageIou().isEmpty()) {
            summary.line(row("image", "" + scores.imageIou().size(), number(scores.meanImageIou()), "", ""));
        }
        summary.add("score_correlation", finite(scores.correlation()));
        summary.add("confident_half_mean_iou", finite(scores.confidentHalf()));
        if (!Double.isNaN(scores.correlation())) {
            summary.line("correlation of score and IoU " + number(scores.correlation())
                    + "; mean IoU of the more confident half " + number(scores.confidentHalf()));
        }
        Map<String, Object> categories = new LinkedHashMap<>();
        summary.line("");
        scores.byCategory().forEach((name, group) -> {
            categories.put(name, values(group));
            summary.line(row(name, group));
        });
        summary.add("per_category", categories);
        summary.add("worst", scores.worst(worst));
        if (!scores.pairs().isEmpty() && worst > 0) {
            summary.line("").line("worst");
        }
        for (MaskScores.Pair pair : scores.worst(worst)) {
            summary.line(String.format(
                    Locale.ROOT,
                    "  %.4f  annotation %s on image %s, %s",
                    pair.iou(),
                    pair.annotation(),
                    pair.image(),
                    pair.category()));
        }
        return summary;
    }

    private static void group(Summary summary, String name, MaskScores.Group group) {
        summary.add(name, values(group), row(name, group));
    }

    private static Map<String, Object> values(MaskScores.Group group) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("n", group.pairs());
        values.put("mean_iou", finite(group.meanIou()));
        values.put("ge50", finite(group.atLeast50()));
        values.put("ge75", finite(group.atLeast75()));
        return values;
    }

    /** JSON has no NaN; null says that there is nothing to measure. */
    private static Double finite(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private static String row(String name, MaskScores.Group group) {
        return row(
                name,
                "" + group.pairs(),
                number(group.meanIou()),
                number(group.atLeast50()),
                number(group.atLeast75()));
    }

    private static String row(String name, String pairs, String iou, String half, String threeQuarters) {
        return String.format("%-16s %7s %9s %7s %7s", name, pairs, iou, half, threeQuarters)
                .stripTrailing();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
