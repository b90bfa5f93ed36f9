package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.evaluate.score.FileRoles;
import dev.copra.evaluate.score.MaskScorer;
import dev.copra.evaluate.score.MaskScores;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import dev.copra.report.evaluation.ScoreReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra score}: how good masks are. */
@Command(
        name = "score",
        description = "Measure masks against the truth: mean IoU by size and category, and the worst.",
        addMethodSubcommands = false)
public final class ScoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TRUTH", description = "The COCO file with the true masks; .gz too; -.")
    private String truth;

    @Parameters(
            index = "1",
            paramLabel = "MASKS",
            description = "The file with the masks to measure: a COCO file or a list of annotations; .gz too; -.")
    private String predicted;

    @Option(
            names = "--min-iou",
            paramLabel = "X",
            description = "Exit with 1 if the mean IoU is lower, from 0 to 1 (default: 0).")
    @Within(from = 0, to = 1)
    private double minIou;

    @Option(
            names = "--min-box-area",
            paramLabel = "N",
            description = "Only annotations whose box has more square pixels than this (default: 0).")
    @Within(from = 0)
    private double minBoxArea;

    @Option(
            names = "--min-mask-area",
            paramLabel = "N",
            description = "Only annotations whose true mask has at least so many pixels (default: 0).")
    @Within(from = 0)
    private long minMaskArea;

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only annotations of these categories: names or ids with commas between them, or @FILE.")
    private List<String> categories = new ArrayList<>();

    @Option(
            names = "--images",
            paramLabel = "LIST",
            description = "Only annotations on these images: ids with commas between them, or @FILE.")
    private List<String> images = new ArrayList<>();

    @Option(names = "--all", description = "List all categories, not just the 20 worst.")
    private boolean all;

    @Option(names = "--worst", paramLabel = "N", description = "How many of the worst masks to list (default: 20).")
    @Within(from = 0)
    private int worst = 20;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Messages messages = common.messages();
        FileRoles files = FileRoles.of(
                common.console.input(truth).spooled(),
                common.console.input(predicted).spooled(),
                messages);
        Input trueInput = files.truth();
        Input predictedInput = files.predictions();
        Problems trueProblems = messages.problems(trueInput.name());
        Problems predictedProblems = messages.problems(predictedInput.name());
        MaskScores scores = scores(trueInput, predictedInput, trueProblems, predictedProblems);
        trueProblems.summarize();
        predictedProblems.summarize();
        Summary summary = ScoreReport.of(scores, worst, all);
        common.console.answer(summary, json);
        double measured =
                scores.pairs().isEmpty() ? scores.meanImageIou() : scores.all().meanIou();
        boolean passed = measured >= minIou || minIou == 0;
        if (!passed) {
            messages.note(String.format(Locale.ROOT, "mean IoU %.4f is below --min-iou %s", measured, minIou));
        }
        return passed && predictedProblems.total() + trueProblems.total() == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private MaskScores scores(Input trueInput, Input predictedInput, Problems trueProblems, Problems predictedProblems)
            throws IOException {
        MaskScorer.Protocol protocol = new MaskScorer.Protocol(
                minBoxArea, minMaskArea, Set.copyOf(ListOption.expand(images)), ListOption.expand(categories));
        try {
            return MaskScorer.score(trueInput, predictedInput, protocol, maxPixels, trueProblems, predictedProblems);
        } catch (MaskScorer.NoPairsException e) {
            throw new CommandException(
                    e.getMessage() + "; score the output of 'copra mask' for it, or pair by overlap with"
                            + " 'copra eval --type segm'",
                    e);
        }
    }
}
