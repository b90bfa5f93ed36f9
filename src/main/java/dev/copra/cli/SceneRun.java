package dev.copra.cli;

import dev.copra.box2mask.Decision;
import dev.copra.box2mask.MaskOptions;
import dev.copra.box2mask.MaskStrategy;
import dev.copra.box2mask.SceneMasks;
import dev.copra.box2mask.StrategySpec;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.report.SummaryLines;
import dev.copra.run.Fingerprint;
import java.io.IOException;
import java.util.Locale;

/** Runs a strategy that looks at pixels: input, journal, progress, output. */
final class SceneRun {
    /** The share of the images that are found at least, if it is the right directory. */
    private static final double LEAST_FOUND = .05;

    private final Console console;
    private final RewriteOptions options;
    private final PixelOptions pixels;
    private final boolean fallbackGiven;
    private final CommonOptions common;
    private final Problems problems;
    private final Problems warnings;
    /** What is worth a line and no failure. */
    private final Problems notes;

    /** @param fallbackGiven whether the user has said what is to be done without an image */
    SceneRun(
            Console console, RewriteOptions options, PixelOptions pixels, boolean fallbackGiven, CommonOptions common) {
        this.fallbackGiven = fallbackGiven;
        this.console = console;
        this.options = options;
        this.pixels = pixels;
        this.common = common;
        Input input = Rewrite.input(console, options.input);
        problems = new Problems(console.err(), input.name(), common.failFast);
        warnings = new Problems(console.err(), input.name(), common.failFast);
        notes = Problems.notes(console.notes(common.quiet), input.name());
    }

    /**
     * What was done.
     *
     * @param seconds for the images worked on in this run
     * @param worked how many these were
     */
    record Done(SceneMasks.Tally tally, double seconds, int worked) {}

    Problems problems() {
        return problems;
    }

    int exitCode() {
        return problems.total() + warnings.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    Done run(MaskStrategy strategy, StrategySpec spec, MaskOptions masks) throws IOException {
        check();
        return run(Rewrite.input(console, options.input).spooled(), strategy, spec, masks);
    }

    private void check() {
        if (pixels.images == null) {
            throw new CommandException("this strategy looks at the images; say where they are with --images DIR");
        }
        Rewrite.requireImages(pixels.images);
        pixels.run.check();
        if (!(pixels.minConfidence >= 0 && pixels.minConfidence <= 1)) {
            throw new CommandException("--min-confidence is an IoU, from 0 to 1");
        }
    }

    private Done run(Input input, MaskStrategy strategy, StrategySpec spec, MaskOptions masks) throws IOException {
        SceneMasks.Settings settings =
                new SceneMasks.Settings(pixels.minConfidence, pixels.scores, pixels.run.shard, pixels.run.limit);
        Decision decision = new Decision(pixels.largestPart, pixels.fillHoles);
        try {
            Input imageList = options.imageSizes == null
                    ? null
                    : Rewrite.input(console, options.imageSizes).spooled();
            SceneMasks scenes = SceneMasks.prepare(input, imageList, masks, settings, options.maxPixels, problems);
            String fingerprint = Fingerprint.of(
                    input,
                    new Version().getVersion()[0],
                    spec,
                    strategy.identity(),
                    imageList == null ? "" : Fingerprint.of(imageList),
                    masks.selection(),
                    masks.boxFormat(),
                    masks.fallback(),
                    pixels.minConfidence,
                    decision);
            ImageStore images = new ImageStore(pixels.images, options.maxPixels);
            requireFound(scenes.found(images));
            return run(input, scenes, strategy, decision, images, fingerprint);
        } catch (JsonException e) {
            throw new CommandException(input.name() + ": " + e.getMessage(), e);
        }
    }

    /** A directory that has hardly any of the images is most likely another one: better said at once than after the run. */
    private void requireFound(SceneMasks.Found found) {
        if (!fallbackGiven && found.images() < found.of() * LEAST_FOUND) {
            throw new CommandException("--images " + pixels.images + ": of " + Summary.count(found.of(), "image")
                    + " looked for, " + (found.images() == 0 ? "none was" : found.images() + " were")
                    + " found here; name the right directory, or add --fallback to have masks without images");
        }
    }

    private Done run(
            Input input,
            SceneMasks scenes,
            MaskStrategy strategy,
            Decision decision,
            ImageStore images,
            String fingerprint)
            throws IOException {
        JournaledRun run = new JournaledRun(console, options.output, pixels.run.resume, common.quiet || options.json);
        Done done = run.run(fingerprint, scenes.units(), scenes.work(), (journal, progress, output) -> {
            int before = journal.done();
            scenes.estimate(strategy, decision, images, journal, pixels.run.threads, progress, warnings, notes);
            double seconds = progress.seconds();
            progress.end();
            for (String note : strategy.notes()) {
                console.notes(common.quiet).println("copra: " + Escape.line(note));
            }
            SceneMasks.Tally tally = scenes.rewrite(input, journal, output.stream(), options.nonFinite);
            return new Done(tally, seconds, scenes.work() - before);
        });
        problems.printSummary();
        warnings.printSummary();
        notes.printSummary();
        return done;
    }

    /** The summary of a run over images. */
    Summary summary(Done done, String strategy) {
        SceneMasks.Tally tally = done.tally();
        Summary summary = new Summary()
                .add(
                        "masks",
                        tally.made(),
                        Summary.count(tally.made(), "mask") + " made (" + strategy + ") on "
                                + Summary.count(tally.images(), "image"))
                .add("images", tally.images())
                .add("without_a_pixel", tally.empty())
                .add("beyond_their_box", tally.beyond())
                .add("fallbacks", tally.fallbacks())
                .add("rejected", problems.counts())
                .add("warnings", warnings.counts());
        SummaryLines.skipped(summary, tally.skipped());
        if (tally.empty() > 0) {
            summary.line(Summary.count(tally.empty(), "mask") + " without a pixel");
        }
        if (tally.beyond() > 0) {
            summary.line(Summary.count(tally.beyond(), "mask") + " reaching beyond a box that seems careless"
                    + " (--tight-box moves the boxes)");
        }
        tally.fallbacks().forEach((reason, count) -> summary.line(count + " by the fallback: " + reason));
        if (!Double.isNaN(tally.meanConfidence())) {
            summary.add("mean_confidence", tally.meanConfidence())
                    .line(String.format(Locale.ROOT, "mean confidence (expected IoU) %.3f", tally.meanConfidence()));
        }
        if (done.worked() > 0) {
            double each = done.seconds() / done.worked();
            summary.add("seconds_per_image", each).line(String.format(Locale.ROOT, "%.3f seconds an image", each));
        }
        return SummaryLines.rejected(summary, problems.total());
    }
}
