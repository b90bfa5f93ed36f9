package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import java.util.Set;

/** Decides which annotations get a mask. Needs all categories to be known before the first annotation. */
final class Selector {
    private final Selection selection;
    private final CategoryNames names;
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();
    private Set<Id> categories;

    Selector(Selection selection, CategoryNames names) {
        this.selection = selection;
        this.names = names;
    }

    /**
     * Why an annotation is not selected, or null if it may be; {@link #confirms} has the last word, once its box is known.
     *
     * @throws IllegalArgumentException if a category that was asked for is not declared
     */
    Skipped skips(CocoRecord annotation) throws AnnotationException {
        if (!selection.crowds() && annotation.flag("iscrowd")) {
            return Skipped.CROWD;
        }
        if (!selection.categories().isEmpty()) {
            if (categories == null) {
                categories = names.find(selection.categories());
            }
            if (!categories.contains(annotation.id("category_id"))) {
                return Skipped.OTHER_CATEGORY;
            }
        }
        return selection.only() != Selection.Only.MISSING || annotation.lacksSegmentation() ? null : Skipped.HAS_MASK;
    }

    /** Whether an annotation that was considered is selected. */
    boolean confirms(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
        return selection.only() != Selection.Only.BOXES || isBox(annotation, box, size);
    }

    /** Whether there is no mask, or none that says more than the box. */
    private boolean isBox(CocoRecord annotation, Box box, ImageSizes.Size size) throws AnnotationException {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.None) {
            return true;
        }
        Rle mask = rasterizer.rasterize(segmentation, annotation, size.height(), size.width());
        return mask.equals(BoxRasterizer.rasterize(box, size.height(), size.width()))
                || segmentation instanceof Segmentation.Polygons polygons && BoxOutline.matches(polygons, box);
    }
}
