package dev.copra.box2mask.learned;

import dev.copra.box2mask.Target;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.coco.list.ListedImage;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.SegmentationRasterizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the annotations of an image, with their masks. */
final class ExampleReader {
    private final CategoryNames names;
    private final ProblemSink problems;
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

    ExampleReader(CategoryNames names, ProblemSink problems) {
        this.names = names;
        this.problems = problems;
    }

    /** What can be learned from, in the order of the document. Bad annotations are told. */
    List<Example> read(ListedImage image, List<CocoRecord> annotations) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (CocoRecord annotation : annotations) {
            try {
                examples.add(example(image, annotation));
            } catch (AnnotationException e) {
                problems.add(e);
            }
        }
        return examples;
    }

    private Example example(ListedImage image, CocoRecord annotation) throws AnnotationException {
        Id category = annotation.id("category_id");
        boolean crowd = annotation.flag("iscrowd");
        Target target = new Target(
                annotation.id("id"),
                BoxFormat.COCO.read(annotation, image.height(), image.width()),
                names.name(category),
                category,
                null,
                crowd);
        return new Example(
                target,
                crowd
                        ? null
                        : rasterizer.rasterize(annotation.segmentation(), annotation, image.height(), image.width()));
    }
}
