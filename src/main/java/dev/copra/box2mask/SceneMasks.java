package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.list.ListedImage;
import dev.copra.image.ImageException;
import dev.copra.image.ImageNote;
import dev.copra.image.ImageStore;
import dev.copra.image.PicturePart;
import dev.copra.io.Input;
import dev.copra.io.Remedy;
import dev.copra.json.NonFinitePolicy;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.run.Journal;
import dev.copra.run.ParallelRun;
import dev.copra.run.Progress;
import dev.copra.run.Shard;
import dev.copra.shape.BoxRasterizer;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives masks to the selected annotations of a document image by image, for strategies that look at pixels. The first pass
 * reads the boxes; then images are worked on in parallel and their results go to a journal; the second pass copies the
 * document and puts the results in.
 *
 * <p>All annotations of an image that are no crowds are estimated, whatever was selected, so that a selection never changes
 * another instance's mask.
 */
public final class SceneMasks {
    /**
     * How the run goes.
     *
     * @param minConfidence masks below it are replaced by the fallback
     * @param scores whether the confidence is written as {@code score}; 0 for a fallback
     * @param shard the part of the images to work on; the others are left out of the output
     * @param limit work on at most so many images; the others are left out of the output
     * @param knownMasks whether the strategy is shown the masks that stay
     */
    public record Settings(double minConfidence, boolean scores, Shard shard, int limit, boolean knownMasks) {}

    /**
     * What was done.
     *
     * @param made masks written
     * @param own how many of them are the strategy's, not the fallback
     * @param empty how many of them have no pixel
     * @param beyond how many of them reach beyond their box
     * @param skipped annotations left as they were, by reason
     * @param images images worked on, in this run and in those that it resumed
     * @param fallbacks how many masks come from the fallback, by reason
     * @param meanConfidence of the other masks; NaN if there is none
     */
    public record Tally(
            long made,
            long own,
            long empty,
            long beyond,
            Map<Skipped, Long> skipped,
            int images,
            Map<String, Long> fallbacks,
            double meanConfidence) {

        /** Whether the strategy has answered, and all its masks were without a pixel: it sees nothing of what it is shown. */
        public boolean blind() {
            return own == 0 && fallbacks.containsKey(NO_PIXEL) && !fallbacks.containsKey(DOUBTFUL);
        }
    }

    private static final String NO_PIXEL = "a mask without a pixel";
    private static final String DOUBTFUL = "low confidence";

    private static final int MOST_LOOKED_FOR = 500;

    private final SceneIndex index;
    private final MaskOptions options;
    private final Settings settings;
    private final int from;
    private final int to;

    private SceneMasks(SceneIndex index, MaskOptions options, Settings settings) {
        this.index = index;
        this.options = options;
        this.settings = settings;
        from = settings.shard().from(index.imageCount());
        to = (int) Math.min(settings.shard().to(index.imageCount()), (long) from + settings.limit());
    }

    /**
     * The first pass. Bad records are told to {@code problems}.
     *
     * @param imageList a document that lists the images, or null if the input does
     */
    public static SceneMasks prepare(
            Input input, Input imageList, MaskOptions options, Settings settings, long maxPixels, ProblemSink problems)
            throws IOException {
        SceneIndex index = SceneIndex.read(
                input, imageList, options.selection(), options.boxFormat(), settings.knownMasks(), maxPixels, problems);
        return new SceneMasks(index, options, settings);
    }

    /** How many units of work a journal must have room for. */
    public int units() {
        return index.imageCount();
    }

    /** How many images have work. */
    public int work() {
        int work = 0;
        for (int image = from; image < to; image++) {
            work += index.hasWork(image) ? 1 : 0;
        }
        return work;
    }

    /**
     * How many of the images are there.
     *
     * @param images found
     * @param of looked for: all that have work, or {@value #MOST_LOOKED_FOR} spread over them
     */
    public record Found(int images, int of) {}

    /** Looks for the images, before anything is done with them. */
    public Found found(ImageStore store) {
        int[] work = images();
        int count = Math.min(work.length, MOST_LOOKED_FOR);
        int found = 0;
        for (int i = 0; i < count; i++) {
            ListedImage image = index.image(work[(int) ((long) i * work.length / count)]);
            found += store.has(image.fileName(), image.cocoUrl()) ? 1 : 0;
        }
        return new Found(found, count);
    }

    private int[] images() {
        int[] work = new int[work()];
        for (int image = from, i = 0; image < to; image++) {
            if (index.hasWork(image)) {
                work[i++] = image;
            }
        }
        return work;
    }

    /**
     * Works on the images that are not in the journal yet.
     *
     * @param warnings told of images that cannot be read, from several threads; their annotations get the fallback
     * @param notes told of what was guessed about images, from several threads
     */
    public void estimate(
            MaskStrategy strategy,
            Decision decision,
            ImageStore images,
            Journal journal,
            int threads,
            Progress progress,
            ProblemSink warnings,
            ProblemSink notes)
            throws IOException {
        ParallelRun.run(
                journal,
                images(),
                threads,
                image -> estimate(image, strategy, decision, images, warnings, notes),
                progress);
    }

    private ParallelRun.Result estimate(
            int at,
            MaskStrategy strategy,
            Decision decision,
            ImageStore images,
            ProblemSink warnings,
            ProblemSink notes)
            throws IOException {
        ListedImage image = index.image(at);
        List<Integer> annotations = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<Target> context = new ArrayList<>();
        for (int annotation : index.annotationsOf(at)) {
            Target target = index.target(annotation);
            if (target.crowd() && !index.isSelected(annotation)) {
                context.add(target);
            } else {
                annotations.add(annotation);
                targets.add(target);
            }
        }
        List<Estimate> estimates;
        PicturePart part = new PicturePart(0, 0, image.width(), image.height());
        boolean failed = false;
        try {
            if (part.height() < 1 || part.width() < 1) {
                throw new ImageException(
                        "image-size",
                        image.width() + " x " + image.height() + " pixels in the document leave no room for masks");
            }
            Answer answer = images.with(
                    image.fileName(),
                    image.cocoUrl(),
                    image.height(),
                    image.width(),
                    Surroundings.of(targets, image.height(), image.width()),
                    picture -> answer(picture, strategy, targets, context));
            for (ImageNote note : answer.notes()) {
                notes.add(new AnnotationException(note.code(), "image " + image.id(), note.message()));
            }
            if (answer.failure() != null) {
                throw answer.failure();
            }
            estimates = answer.estimates();
            part = answer.part();
        } catch (ImageException e) {
            warnings.add(new AnnotationException(e.code(), "image " + image.id(), e.getMessage())
                    .with(Remedy.ofImage(e.code())));
            estimates = Collections.nCopies(targets.size(), new Estimate.None(e.code()));
            failed = true;
        } catch (StrategyException e) {
            warnings.add(new AnnotationException("strategy", "image " + image.id(), e.getMessage()));
            estimates = Collections.nCopies(targets.size(), new Estimate.None("strategy"));
            failed = true;
        }
        Map<Integer, Verdict> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            if (index.isSelected(annotations.get(i))) {
                if (estimates.get(i) instanceof Estimate.None none && none.failed()) {
                    warnings.add(new AnnotationException(
                            "strategy", "annotation " + targets.get(i).id(), none.reason()));
                    failed = true;
                }
                Box box = Surroundings.from(part, targets.get(i).box());
                Verdict verdict = placed(verdict(estimates.get(i), decision, box, part), part, image);
                verdicts.put(annotations.get(i), within(index.turned(annotations.get(i)), verdict));
            }
        }
        return new ParallelRun.Result(new SceneResult(verdicts).toBytes(), failed);
    }

    /** @param failure of the strategy, or null */
    private record Answer(
            List<Estimate> estimates, PicturePart part, StrategyException failure, List<ImageNote> notes) {}

    private static Answer answer(
            ImageStore.Picture picture, MaskStrategy strategy, List<Target> targets, List<Target> context) {
        PicturePart part = picture.part();
        Scene scene = new Scene(
                part.height(),
                part.width(),
                picture.rgb(),
                null,
                Surroundings.from(part, targets),
                Surroundings.from(part, context));
        try {
            return new Answer(strategy.estimate(scene), part, null, picture.notes());
        } catch (StrategyException e) {
            return new Answer(null, part, e, picture.notes());
        }
    }

    private static Verdict placed(Verdict verdict, PicturePart part, ListedImage image) {
        Rle mask = verdict.mask();
        return mask == null || part.width() == image.width() && part.height() == image.height()
                ? verdict
                : new Verdict(
                        mask.place(part.left(), part.top(), image.height(), image.width()),
                        verdict.confidence(),
                        verdict.fallback());
    }

    private Verdict verdict(Estimate estimate, Decision decision, Box box, PicturePart image) {
        Decision.Decided decided = null;
        if (estimate instanceof Estimate.Exact exact) {
            decided = decision.finish(exact.mask(), exact.confidence(), exact.within());
        } else if (estimate instanceof Estimate.Soft soft) {
            decided = decision.decide(soft, image.height(), image.width());
        }
        String reason = DOUBTFUL;
        if (estimate instanceof Estimate.None none) {
            reason = none.reason();
        } else if (decided.mask().isEmpty() && hasPixels(box, image)) {
            reason = NO_PIXEL;
        } else if (!(decided.confidence() < settings.minConfidence())) {
            // a confidence that is not told is never too low
            return new Verdict(decided.mask(), decided.confidence(), null);
        }
        return new Verdict(options.fallback().mask(box, image.height(), image.width()), 0, reason);
    }

    private static boolean hasPixels(Box box, PicturePart image) {
        return !BoxRasterizer.rasterize(box, image.height(), image.width()).isEmpty();
    }

    /** A strategy sees the upright box around a turned one; what it finds must lie in the turned one. */
    private static Verdict within(TurnedBox turned, Verdict verdict) {
        if (turned == null || verdict.mask() == null) {
            return verdict;
        }
        Rle mask = verdict.mask();
        Rle inside = mask.intersection(turned.rasterize(mask.height(), mask.width()));
        return new Verdict(inside, verdict.confidence(), verdict.fallback());
    }

    /** The second pass: copies the document with the journal's masks put in. */
    public Tally rewrite(Input input, Journal journal, OutputStream copy, NonFinitePolicy policy) throws IOException {
        return rewrite(input, journal::get, copy, policy);
    }

    /**
     * Copies the document and works on an image where its annotations begin: without a journal, for documents whose annotations
     * stand image by image.
     *
     * @param warnings told of images that cannot be read; their annotations get the fallback
     * @param notes told of what was guessed about images
     */
    public Tally rewrite(
            Input input,
            MaskStrategy strategy,
            Decision decision,
            ImageStore images,
            ProblemSink warnings,
            ProblemSink notes,
            OutputStream copy,
            NonFinitePolicy policy)
            throws IOException {
        return rewrite(
                input,
                image -> estimate(image, strategy, decision, images, warnings, notes)
                        .bytes(),
                copy,
                policy);
    }

    private Tally rewrite(Input input, SceneSplice.Results results, OutputStream copy, NonFinitePolicy policy)
            throws IOException {
        SceneSplice splice = new SceneSplice(index, options, settings, from, to, results);
        CocoReader.rewrite(input, splice, copy, policy);
        return splice.tally(work());
    }
}
