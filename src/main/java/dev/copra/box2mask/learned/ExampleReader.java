package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxFormat;
import dev.copra.coco.CategoryNames;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.SegmentationRasterizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the annotations of a document by image, with their masks. */
final class ExampleReader implements CocoVisitor {
    /**
     * An image.
     *
     * @param examples in the order of the document
     */
    record Image(Id id, String fileName, String cocoUrl, int height, int width, List<Example> examples) {}

    private final ProblemSink problems;
    private final ImageSizes sizes;
    private final CategoryNames names = new CategoryNames();
    private final Map<Id, Image> images = new LinkedHashMap<>();
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    ExampleReader(long maxPixels, ProblemSink problems) {
        this.problems = problems;
        sizes = new ImageSizes(maxPixels);
    }

    /** The images read so far, in the order of the document. */
    List<Image> images() {
        return List.copyOf(images.values());
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
    }

    @Override
    public void learn(CocoRecord record) throws AnnotationException {
        if (record.section() == Section.CATEGORIES) {
            names.add(record);
            return;
        }
        Id id = record.id("id");
        sizes.add(record);
        ImageSizes.Size size = sizes.get(id);
        images.put(
                id,
                new Image(
                        id,
                        record.text("file_name"),
                        record.text("coco_url"),
                        size.height(),
                        size.width(),
                        new ArrayList<>()));
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        Id imageId = annotation.id("image_id");
        Image image = images.get(imageId);
        if (image == null) {
            throw sizes.unknown(annotation, imageId);
        }
        Id category = annotation.id("category_id");
        boolean crowd = annotation.flag("iscrowd");
        Target target = new Target(
                annotation.id("id"),
                BoxFormat.COCO.read(annotation, image.height, image.width),
                names.name(category),
                category,
                null,
                crowd);
        image.examples.add(new Example(
                target,
                crowd ? null : rasterizer.rasterize(annotation.segmentation(), annotation, image.height, image.width)));
        return Edit.KEEP;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }
}
