package dev.copra.box2mask;

import dev.copra.coco.AnnotationEditor;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.BoxRotation;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives masks to the selected annotations of a document as it passes, for strategies that need no pixels. */
public final class MaskEditor implements CocoVisitor {

    private final MaskStrategy strategy;
    private final MaskOptions options;
    private final DocumentLists lists;
    private final ProblemSink problems;
    private final Editing editing;
    private final Map<String, Long> fallbacks = new TreeMap<>();
    private long made;
    private long empty;
    private final Map<Skipped, Long> skipped = new EnumMap<>(Skipped.class);

    /** @param lists may know images and categories already that the document does not list */
    public MaskEditor(MaskStrategy strategy, MaskOptions options, DocumentLists lists, ProblemSink problems) {
        this.strategy = strategy;
        this.options = options;
        this.lists = lists;
        this.problems = problems;
        editing = new Editing(options);
    }

    /**
     * What was done.
     *
     * @param made masks written
     * @param empty how many of them have no pixel
     * @param skipped annotations left as they were, by reason
     * @param fallbacks how many masks come from the fallback, by reason
     */
    public record Tally(long made, long empty, Map<Skipped, Long> skipped, Map<String, Long> fallbacks) {}

    /** What was done so far. */
    public Tally tally() {
        return new Tally(made, empty, skipped, fallbacks);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        // lists that stand behind the annotations cost a second reading
        return strategy.needsCategories() || !options.selection().categories().isEmpty()
                ? DocumentLists.sections()
                : EnumSet.of(Section.IMAGES);
    }

    @Override
    public void learn(CocoRecord record) throws AnnotationException {
        lists.learn(record);
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        try {
            return editing.answer(annotation).take();
        } catch (AnnotationException e) {
            if (editing.refused != null) {
                skip(editing.refused);
            }
            throw e;
        }
    }

    @Override
    public AnnotationEditor editor() {
        return options.encoder().simplifies() ? null : new Editing(options.forThread());
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    private void skip(Skipped reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    /** An annotation stays without a new mask. @param fallback why the mask would have been the fallback's, or null */
    private AnnotationEditor.Answer leave(Skipped reason, String fallback, Edit edit) {
        return new AnnotationEditor.Answer(edit, () -> {
            count(fallback);
            skip(reason);
        });
    }

    /** An annotation gets a mask. @param fallback why it is the fallback's, or null */
    private AnnotationEditor.Answer make(boolean withoutPixel, String fallback, Edit edit) {
        return new AnnotationEditor.Answer(edit, () -> {
            count(fallback);
            made++;
            empty += withoutPixel ? 1 : 0;
        });
    }

    private void count(String fallback) {
        if (fallback != null) {
            fallbacks.merge(fallback, 1L, Long::sum);
        }
    }

    /** Makes masks in one thread. */
    private final class Editing implements AnnotationEditor {
        private final Selector selector = new Selector(options.selection(), lists.names());
        private final MaskOptions own;
        /** Why the annotation that was looked at last cannot have a mask. */
        private Skipped refused;
        /** Why its mask is the fallback's, or null. */
        private String fallback;

        Editing(MaskOptions own) {
            this.own = own;
        }

        @Override
        public Answer answer(CocoRecord annotation) throws AnnotationException {
            refused = null;
            fallback = null;
            Skipped unselected = selector.skips(annotation);
            if (unselected != null && (own.boxFormat().isCoco() || annotation.isNull("bbox"))) {
                return leave(unselected, null, Edit.KEEP);
            }
            refused = Skipped.NO_IMAGE;
            ImageSizes.Size size = lists.sizes().of(annotation);
            refused = Skipped.BAD_BOX;
            Box box = own.boxFormat().read(annotation, size.height(), size.width());
            Skipped reason =
                    unselected != null || selector.confirms(annotation, box, size) ? unselected : Skipped.HAS_MASK;
            refused = null;
            Rle mask = reason == null ? mask(annotation, box, size) : null;
            if (mask == null) {
                Edit kept = own.keep(annotation, box);
                return leave(reason == null ? Skipped.NO_ANSWER : reason, fallback, kept);
            }
            return make(
                    mask.isEmpty(), fallback, own.edit(annotation, mask, box).build());
        }

        /** The mask in a box or, as it is turned, in the upright box around it and within it. */
        private Rle mask(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
            double degrees = BoxRotation.degrees(annotation);
            if (degrees == 0) {
                return upright(annotation, box, size);
            }
            TurnedBox turned = new TurnedBox(box, degrees);
            Rle mask = upright(annotation, turned.bounds(), size);
            return mask == null ? null : mask.intersection(turned.rasterize(size.height(), size.width()));
        }

        private Rle upright(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
            Id category = annotation.id("category_id");
            Target target = new Target(
                    annotation.id("id"),
                    box,
                    lists.names().name(category),
                    category,
                    strategy.needsKeypoints() ? annotation.keypoints() : null,
                    annotation.flag("iscrowd"));
            Scene scene = new Scene(size.height(), size.width(), null, List.of(target), List.of());
            Estimate estimate;
            try {
                estimate = strategy.estimate(scene).get(0);
            } catch (StrategyException e) {
                estimate = new Estimate.None(e.getMessage());
            }
            if (estimate instanceof Estimate.Exact exact) {
                return exact.mask();
            }
            if (estimate instanceof Estimate.None none) {
                fallback = none.reason();
                return own.fallback().mask(box, size.height(), size.width());
            }
            throw new IllegalStateException("a strategy without pixels answered with " + estimate);
        }
    }
}
