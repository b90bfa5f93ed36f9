package dev.copra.cli.mask;

import dev.copra.box2mask.Decision;
import dev.copra.box2mask.Fallback;
import dev.copra.box2mask.MaskEditor;
import dev.copra.box2mask.MaskOptions;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.SceneMasks;
import dev.copra.box2mask.SceneRun;
import dev.copra.box2mask.Selection;
import dev.copra.box2mask.StrategySpec;
import dev.copra.box2mask.learned.CorrectedStrategy;
import dev.copra.box2mask.levelset.RefinedStrategy;
import dev.copra.box2mask.onnx.ModelOptions;
import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.console.Version;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.OpenOptions;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.image.ImageStore;
import dev.copra.report.model.MaskReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code copra mask}: boxes become masks. */
@Command(
        name = "mask",
        description = "Turn bounding boxes into instance masks that pycocotools reads.",
        addMethodSubcommands = false)
public final class MaskCommand implements Callable<Integer>, OpenOptions, GivenOptions.Aware {
    private static final String ONNX = "onnx";
    private static final String LEARNED = "learned";
    private static final Set<String> NETWORKS = Set.of(LEARNED, "learned-open");

    private GivenOptions givenOptions;

    @Mixin
    private RewriteOptions options;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "How a mask is inferred from a box, see below. Default: onnx with --model, learned"
                    + " with --images, else fill.")
    private String strategy;

    @Option(
            names = "--segmentation",
            paramLabel = "ENCODING",
            description = "rle (default), counts (uncompressed RLE) or polygon (exact, along the pixel edges).")
    private Encoding encoding = Encoding.RLE;

    @Option(
            names = "--simplify",
            paramLabel = "PIXELS",
            description =
                    "Let polygons deviate by up to so many pixels; the IoU that it costs is reported (default: 0).")
    @Within(from = 0)
    private double simplify;

    @Option(
            names = "--only",
            paramLabel = "WHICH",
            description = "missing (default): annotations without a mask; boxes: also those whose mask is the box's"
                    + " rectangle; all.")
    private Selection.Only only = Selection.Only.MISSING;

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Only these categories: names or ids with commas between them, or @FILE with one a line.")
    private List<String> categories = new ArrayList<>();

    @Option(names = "--crowd", description = "Crowd regions, too.")
    private boolean crowd;

    @Option(names = "--tight-box", description = "Make bbox the bounds of the mask, where it has a pixel.")
    private boolean tightBox;

    @Option(
            names = "--box",
            paramLabel = "FORMAT",
            description = "How the file states its boxes: xywh (default), xyxy or cxcywh, each with :normalized if"
                    + " they are shares of the image. They are rewritten as xywh.")
    private String box = "xywh";

    @Option(
            names = "--fallback",
            paramLabel = "MASK",
            description = "The mask where the strategy has none: ellipse (default), box or none.")
    private Fallback fallback = Fallback.ELLIPSE;

    @Option(
            names = "--correct-boxes",
            description = "Do the same for another strategy that looks at images, by the network of learned and in"
                    + " as much time as it takes, in addition.")
    private boolean correctBoxes;

    @Mixin
    private PixelOptions pixels;

    @Option(
            names = "--refine",
            paramLabel = "HOW",
            description = "level-set: let the level set correct the probabilities of a trained model by the image's"
                    + " colours and segments (default: no correction).")
    private Refinement refine;

    @Mixin
    private CommonOptions common;

    private final StrategyOptions strategyOptions = new StrategyOptions();

    /** Second thoughts about a model's answer, named as on the command line. */
    private enum Refinement {
        LEVEL_SET {
            @Override
            public String toString() {
                return "level-set";
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        String name = strategy != null ? strategy : defaultStrategy();
        Map<String, String> given = strategyOptions.given(name);
        if (correctBoxes && NETWORKS.contains(name)) {
            throw new CommandException("--strategy " + name + " corrects boxes as it comes; leave --correct-boxes out");
        }
        if (refine != null && !name.equals(ONNX) && !NETWORKS.contains(name)) {
            throw new CommandException("--refine corrects what a trained model says, and --strategy " + name
                    + " asks none; leave it out, or add --model FILE");
        }
        StrategySpec strategySpec = new StrategySpec(name, refine == null ? given : ModelOptions.soft(given));
        MaskEncoder encoder = Rewrite.encoder(encoding, simplify);
        MaskOptions masks = new MaskOptions(
                new Selection(only, ListOption.expand(categories), crowd),
                fallback,
                encoder,
                BoxFormat.parse(box),
                tightBox);
        try (MaskStrategy opened = open(strategySpec)) {
            if (opened.needsPixels()) {
                return overImages(opened, strategySpec, masks);
            }
            refusePixelOptions(name);
            return overRecords(opened, name, masks);
        }
    }

    private String defaultStrategy() {
        return strategyOptions.isGiven("--model") ? ONNX : pixels.images != null ? LEARNED : "fill";
    }

    @Override
    public void declare(CommandSpec command) {
        strategyOptions.declare(command);
    }

    @Override
    public void given(GivenOptions options) {
        givenOptions = options;
    }

    /** An option that has no effect is a mistake, and a limit that does not limit a costly one. */
    private void refusePixelOptions(String strategy) {
        for (String option : givenOptions.ofMixin("pixels")) {
            if (!option.equals("--images")) {
                throw new CommandException(option + " has no effect on --strategy " + strategy
                        + ", which looks at no image; leave it out, or add --images DIR and a strategy that does");
            }
        }
    }

    private int overImages(MaskStrategy opened, StrategySpec spec, MaskOptions masks) throws IOException {
        common.console.keepTalk(options.json);
        pixels.check(options.output);
        SceneMasks.Settings settings = new SceneMasks.Settings(
                pixels.minConfidence, pixels.scores, pixels.run.shard, pixels.run.limit, opened.needsKnownMasks());
        SceneRun run = new SceneRun(
                common.console.input(options.input).spooled(),
                options.imageSizes == null
                        ? null
                        : common.console.input(options.imageSizes).spooled(),
                masks,
                settings,
                options.maxPixels,
                common.messages());
        ImageStore images = new ImageStore(pixels.images, options.maxPixels).with(pixels.colors.profile);
        if (!givenOptions.names().contains("--fallback")) {
            pixels.requireFound(run.found(images));
        }
        SceneRun.Done done = run.run(
                opened,
                spec,
                new Decision(pixels.largestPart, pixels.fillHoles),
                images,
                pixels.run.threads,
                options.nonFinite,
                Version.text(),
                pixels.run.journaled(options.output, common));
        common.print(MaskReport.of(done, spec.name(), masks.encoder().loss()));
        return done.incomplete() ? ExitCode.NO : ExitCode.DONE;
    }

    /** Opens a strategy and puts before and behind it what was asked for. */
    private MaskStrategy open(StrategySpec strategySpec) {
        MaskStrategy opened = MaskStrategyProvider.openByName(strategySpec);
        try {
            if (correctBoxes && !opened.needsPixels()) {
                throw new CommandException("--correct-boxes has no effect on --strategy " + strategySpec.name()
                        + ", which looks at no image; leave it out, or choose a strategy that does");
            }
            MaskStrategy corrected = correctBoxes ? CorrectedStrategy.before(opened) : opened;
            return refine == null ? corrected : new RefinedStrategy(corrected);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private int overRecords(MaskStrategy opened, String name, MaskOptions masks) throws IOException {
        Rewrite rewrite = new Rewrite(options, common);
        MaskEditor editor = new MaskEditor(opened, masks, rewrite.lists(), rewrite.problems());
        rewrite.learn(editor);
        int code = rewrite.run(editor, pixels.run.threads);
        if (strategy == null) {
            rewrite.messages().note("each mask is its box; with --images DIR masks are of the objects in it");
        }
        rewrite.printSummary(MaskReport.of(
                editor.tally(), name, rewrite.problems(), masks.encoder().loss()));
        return code;
    }
}
