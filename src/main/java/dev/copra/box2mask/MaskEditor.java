package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxFormat;
import dev.copra.coco.CategoryNames;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.MaskEncoder;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.coco.SegmentationWriter;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives masks to the selected annotations of a document as it passes, for strategies that need no pixels. */
public final class MaskEditor implements CocoVisitor {

    /**
     * What is made of an estimate.
     *
     * @param boxFormat how the file states its boxes; other than COCO's own they are rewritten
     * @param tightBox whether {@code bbox} becomes the mask's bounds
     */
    public record Options(
            Selection selection, Fallback fallback, MaskEncoder encoder, BoxFormat boxFormat, boolean tightBox) {}

    private final MaskStrategy strategy;
    private final Options options;
    private final ImageSizes sizes;
    private final ProblemSink problems;
    private final CategoryNames names = new CategoryNames();
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();
    private final Map<String, Long> fallbacks = new TreeMap<>();
    private Set<Id> categories;
    private long made;
    private long empty;
    private long kept;

    /** @param sizes may know images already that the document does not list */
    public MaskEditor(MaskStrategy strategy, Options options, ImageSizes sizes, ProblemSink problems) {
        this.strategy = strategy;
        this.options = options;
        this.sizes = sizes;
        this.problems = problems;
    }

    /**
     * What was done.
     *
     * @param made masks written
     * @param empty how many of them have no pixel
     * @param kept annotations left as they were
     * @param fallbacks how many masks come from the fallback, by reason
     */
    public record Tally(long made, long empty, long kept, Map<String, Long> fallbacks) {}

    public Tally tally() {
        return new Tally(made, empty, kept, fallbacks);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        // lists that stand behind the annotations cost a second reading
        return strategy.needsCategories() || !options.selection().categories().isEmpty()
                ? EnumSet.of(Section.IMAGES, Section.CATEGORIES)
                : EnumSet.of(Section.IMAGES);
    }

    @Override
    public void learn(CocoRecord record) throws AnnotationException {
        if (record.section() == Section.CATEGORIES) {
            names.add(record);
        } else {
            sizes.add(record);
        }
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        if (!selected(annotation)) {
            kept++;
            return Edit.KEEP;
        }
        ImageSizes.Size size = size(annotation);
        Box box = options.boxFormat().read(annotation, size.height(), size.width());
        if (options.selection().only() == Selection.Only.BOXES && !hasNoMask(annotation, box, size)) {
            kept++;
            return Edit.KEEP;
        }
        Rle mask = mask(annotation, box, size);
        if (mask == null) {
            kept++;
            return Edit.KEEP;
        }
        made++;
        empty += mask.isEmpty() ? 1 : 0;
        return edit(annotation, mask, box);
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    private boolean selected(CocoRecord annotation) throws AnnotationException {
        Selection selection = options.selection();
        if (!selection.crowds() && annotation.flag("iscrowd")) {
            return false;
        }
        if (!selection.categories().isEmpty()) {
            if (categories == null) {
                categories = names.find(selection.categories());
            }
            if (!categories.contains(annotation.id("category_id"))) {
                return false;
            }
        }
        return selection.only() != Selection.Only.MISSING || annotation.lacksSegmentation();
    }

    private ImageSizes.Size size(CocoRecord annotation) throws AnnotationException {
        Id image = annotation.id("image_id");
        ImageSizes.Size size = sizes.get(image);
        if (size == null) {
            throw sizes.unknown(annotation, image);
        }
        return size;
    }

    /** Whether there is no mask, or none that says more than the box. */
    private boolean hasNoMask(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.None) {
            return true;
        }
        Rle mask = rasterizer.rasterize(segmentation, annotation, size.height(), size.width());
        return mask.equals(BoxRasterizer.rasterize(box, size.height(), size.width()))
                || segmentation instanceof Segmentation.Polygons polygons && BoxOutline.matches(polygons, box);
    }

    private Rle mask(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
        Id id = annotation.id("id");
        Id category = annotation.id("category_id");
        Target target = new Target(
                id.number(),
                box,
                names.name(category),
                category.number(),
                annotation.numbers("keypoints"),
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

    private Edit edit(CocoRecord annotation, Rle mask, Box box) {
        Edit.Builder edit = Edit.builder();
        edit.set("segmentation", options.encoder().encode(mask, annotation));
        edit.set("area", SegmentationWriter.number(mask.area()));
        if (options.tightBox()) {
            edit.set("bbox", SegmentationWriter.box(mask.bounds(), annotation));
        } else if (!options.boxFormat().equals(BoxFormat.COCO)) {
            edit.set("bbox", SegmentationWriter.box(box, annotation));
        }
        return edit.build();
    }
}
