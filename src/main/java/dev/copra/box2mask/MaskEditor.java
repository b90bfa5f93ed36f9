package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxRotation;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentLists;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
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
    private final Selector selector;
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
        selector = new Selector(options.selection(), lists.names());
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
        Skipped reason = selector.skips(annotation);
        if (reason != null && (options.boxFormat().isCoco() || annotation.isNull("bbox"))) {
            skip(reason);
            return Edit.KEEP;
        }
        ImageSizes.Size size = size(annotation);
        Box box;
        try {
            box = options.boxFormat().read(annotation, size.height(), size.width());
            if (reason == null && !selector.confirms(annotation, box, size)) {
                reason = Skipped.HAS_MASK;
            }
        } catch (AnnotationException e) {
            skip(Skipped.BAD_BOX);
            throw e;
        }
        Rle mask = reason == null ? mask(annotation, box, size) : null;
        if (mask == null) {
            skip(reason == null ? Skipped.NO_ANSWER : reason);
            return options.keep(annotation, box);
        }
        made++;
        empty += mask.isEmpty() ? 1 : 0;
        return options.edit(annotation, mask, box).build();
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    private void skip(Skipped reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    private ImageSizes.Size size(CocoRecord annotation) throws AnnotationException {
        try {
            return lists.sizes().of(annotation);
        } catch (AnnotationException e) {
            skip(Skipped.NO_IMAGE);
            throw e;
        }
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
            fallbacks.merge(none.reason(), 1L, Long::sum);
            return options.fallback().mask(box, size.height(), size.width());
        }
        throw new IllegalStateException("a strategy without pixels answered with " + estimate);
    }
}
