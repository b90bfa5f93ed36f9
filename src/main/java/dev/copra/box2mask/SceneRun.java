package dev.copra.box2mask;

import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import dev.copra.run.Fingerprint;
import dev.copra.run.JournaledRun;
import java.io.IOException;

/** Runs a strategy that looks at pixels over a document, by way of a journal, and tells what was bad. */
public final class SceneRun {
    private final Input input;
    private final Input imageList;
    private final MaskOptions masks;
    private final SceneMasks.Settings settings;
    private final Messages messages;
    private final Problems problems;
    private final SceneMasks scenes;

    /**
     * What was done.
     *
     * @param seconds for the images worked on in this run
     * @param worked how many these were
     * @param problems bad records
     * @param warnings images that cannot be read, or that the strategy fails on
     */
    public record Done(SceneMasks.Tally tally, double seconds, int worked, Problems problems, Problems warnings) {
        /** Whether a record was bad, or an image, or the strategy sees nothing. */
        public boolean incomplete() {
            return problems.total() + warnings.total() > 0 || tally.blind();
        }
    }

    /**
     * Reads the boxes.
     *
     * @param input can be read again
     * @param imageList a document that lists the images, or null if the input does; can be read again
     */
    public SceneRun(
            Input input,
            Input imageList,
            MaskOptions masks,
            SceneMasks.Settings settings,
            long maxPixels,
            Messages messages)
            throws IOException {
        this.input = input;
        this.imageList = imageList;
        this.masks = masks;
        this.settings = settings;
        this.messages = messages;
        problems = messages.problems(input.name());
        scenes = SceneMasks.prepare(input, imageList, masks, settings, maxPixels, problems);
    }

    /** How many of the images are there. */
    public SceneMasks.Found found(ImageStore images) {
        return scenes.found(images);
    }

    /**
     * Runs.
     *
     * @param version of Copra: another one's results are not resumed
     */
    public Done run(
            MaskStrategy strategy,
            StrategySpec spec,
            Decision decision,
            ImageStore images,
            int threads,
            NonFinitePolicy nonFinite,
            String version,
            JournaledRun run)
            throws IOException {
        Problems warnings = messages.problems(input.name());
        Problems notes = messages.notes(input.name());
        String fingerprint = Fingerprint.of(
                input,
                version,
                spec,
                strategy.identity(),
                imageList == null ? "" : Fingerprint.of(imageList),
                masks.selection(),
                masks.boxFormat(),
                masks.fallback(),
                settings.minConfidence(),
                images.profile(),
                decision);
        Done done = run.run(fingerprint, scenes.units(), scenes.work(), (journal, progress, output) -> {
            int before = journal.done();
            scenes.estimate(strategy, decision, images, journal, threads, progress, warnings, notes);
            double seconds = progress.seconds();
            progress.end();
            strategy.notes().forEach(messages::note);
            SceneMasks.Tally tally = scenes.rewrite(input, journal, output.stream(), nonFinite);
            return new Done(tally, seconds, scenes.work() - before, problems, warnings);
        });
        problems.summarize();
        warnings.summarize();
        notes.summarize();
        return done;
    }
}
