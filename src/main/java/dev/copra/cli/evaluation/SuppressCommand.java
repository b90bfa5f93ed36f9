package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.coco.CocoReader;
import dev.copra.coco.list.ImageSizes;
import dev.copra.evaluate.read.ResultReader;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.suppress.SuppressionRules;
import dev.copra.evaluate.suppress.Suppressor;
import dev.copra.overlap.Suppression;
import dev.copra.report.Summary;
import dev.copra.report.evaluation.OverlapPlots;
import dev.copra.report.evaluation.SuppressReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra suppress}: non-maximum suppression. */
@Command(
        name = "suppress",
        aliases = "nms",
        description = "Drop detections that overlap better ones (non-maximum suppression).",
        addMethodSubcommands = false)
public final class SuppressCommand implements Callable<Integer> {
    @Mixin
    private RewriteOptions options;

    @Option(
            names = "--iou",
            paramLabel = "LIST",
            description =
                    "More overlap than this suppresses (default .5). Several: print what each would keep, write nothing.")
    private List<String> thresholds = List.of(".5");

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "hard (default), linear, gaussian or matrix, see below.")
    private Suppression.Method method = Suppression.Method.HARD;

    @Option(names = "--overlap", paramLabel = "OF", description = "box (default) or mask.")
    private SuppressionRules.Shape shape = SuppressionRules.Shape.BOX;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "iou (default) or ios: the common part over the smaller of the two.")
    private SuppressionRules.Measure metric = SuppressionRules.Measure.IOU;

    @Option(names = "--agnostic", description = "Detections of other categories suppress, too.")
    private boolean agnostic;

    @Option(
            names = "--merge",
            description = "The box that stays becomes the mean of those in its place, weighted by score (hard, boxes).")
    private boolean merge;

    @Option(
            names = "--sigma",
            paramLabel = "S",
            description = "How gently gaussian and matrix treat overlap (default: ${DEFAULT-VALUE}).")
    @Within(above = 0)
    private double sigma = .5;

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Drop detections with a lower score, as in the file, before and after (default: "
                    + "0; .001 where scores are lowered).")
    private Double minScore;

    @Option(
            names = "--min-area",
            paramLabel = "PIXELS",
            description = "Drop what has fewer square pixels: mask or box, as compared (default: 0).")
    @Within(from = 0)
    private double minArea;

    @Option(
            names = "--min-side",
            paramLabel = "PIXELS",
            description = "Drop boxes with a side of fewer pixels (default: 0).")
    @Within(from = 0)
    private double minSide;

    @Option(
            names = "--max-per-image",
            paramLabel = "N",
            description = "Keep no more than the best N detections of an image (default: all).")
    @Within(from = 1)
    private int maxPerImage = Integer.MAX_VALUE;

    @Mixin
    private PlotOptions plots;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        if (merge && (method != Suppression.Method.HARD || shape == SuppressionRules.Shape.MASK)) {
            throw new CommandException("--merge goes with --method hard and --overlap box");
        }
        double[] limits = ListOption.numbers("--iou", thresholds, OptionRange.SHARE);
        if (limits.length > 1 && !options.output.isDash()) {
            throw new CommandException(
                    "several --iou only print what each would keep; give one to write " + options.output);
        }
        Rewrite rewrite = new Rewrite(options, common);
        if (limits.length == 1) {
            rewrite.spool();
        }
        Suppressor suppressor = read(rewrite);
        return limits.length > 1 ? compare(suppressor, limits, rewrite) : write(suppressor, limits[0], rewrite);
    }

    private Suppressor read(Rewrite rewrite) throws IOException {
        ImageSizes sizes = rewrite.lists().sizes();
        ResultReader reader = new ResultReader(
                shape == SuppressionRules.Shape.MASK ? Kind.SEGM : Kind.BBOX,
                agnostic,
                () -> sizes,
                rewrite.problems(),
                problem -> {});
        CocoReader.read(rewrite.input(), reader).noteOddities(rewrite.input().name(), rewrite.messages());
        boolean rescored = method != Suppression.Method.HARD;
        double least = minScore != null ? minScore : rescored ? .001 : Double.NEGATIVE_INFINITY;
        return new Suppressor(
                reader.results(),
                new SuppressionRules(
                        method,
                        shape == SuppressionRules.Shape.MASK,
                        metric == SuppressionRules.Measure.IOS,
                        agnostic,
                        merge,
                        sigma,
                        least,
                        minArea,
                        minSide,
                        maxPerImage));
    }

    private int compare(Suppressor suppressor, double[] limits, Rewrite rewrite) throws IOException {
        List<SuppressReport.Kept> kept = SuppressReport.kept(suppressor, limits);
        Summary summary = SuppressReport.comparison(kept, rewrite.problems());
        draw(kept);
        rewrite.problems().summarize();
        common.console.releaseTalk();
        common.console.answer(summary, options.json);
        return rewrite.problems().total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private void draw(List<SuppressReport.Kept> kept) throws IOException {
        if (plots.wanted()) {
            plots.write(OverlapPlots.of(kept, PlotOptions.about(options.input)));
        }
    }

    private int write(Suppressor suppressor, double limit, Rewrite rewrite) throws IOException {
        if (plots.wanted()) {
            draw(SuppressReport.kept(suppressor, new double[] {limit}));
        }
        Suppressor.Verdict verdict = suppressor.suppress(limit);
        int code = rewrite.run(verdict.editor());
        rewrite.printSummary(SuppressReport.of(verdict.kept(), suppressor.size(), rewrite.problems()));
        return code;
    }
}
