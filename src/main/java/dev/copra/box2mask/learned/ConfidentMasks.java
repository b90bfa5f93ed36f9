package dev.copra.box2mask.learned;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ListedImage;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.dataset.CocoIndex;
import dev.copra.io.Input;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Masks by the ids of annotations, inferred ones of a high expected IoU, that are taken for true (self-training; "pseudo labels": Lee,
 * ICML workshop 2013).
 */
public record ConfidentMasks(Map<Id, Rle> masks) {
    /** No masks. */
    public static final ConfidentMasks NONE = new ConfidentMasks(Map.of());

    /**
     * Reads a document as {@code copra mask --scores} writes it.
     *
     * @param least the least score of a mask
     * @param problems told of bad records, which are left out
     */
    public static ConfidentMasks read(Input input, double least, long maxPixels, ProblemSink problems)
            throws IOException {
        Map<Id, Rle> masks = new HashMap<>();
        SegmentationRasterizer rasterizer = new SegmentationRasterizer();
        try (CocoIndex index = CocoIndex.read(input, null, problems)) {
            DocumentLists lists = DocumentLists.withFiles(maxPixels);
            index.read((record, annotations) -> {
                try {
                    ListedImage image = lists.images().get(lists.addImage(record));
                    for (CocoRecord annotation : annotations) {
                        add(annotation, image, least, rasterizer, masks, problems);
                    }
                } catch (AnnotationException e) {
                    problems.add(e);
                }
            });
        }
        return new ConfidentMasks(masks);
    }

    private static void add(
            CocoRecord annotation,
            ListedImage image,
            double least,
            SegmentationRasterizer rasterizer,
            Map<Id, Rle> masks,
            ProblemSink problems)
            throws IOException {
        try {
            if (annotation.number("score", 0) >= least) {
                Rle mask = rasterizer.rasterize(annotation.segmentation(), annotation, image.height(), image.width());
                if (mask != null) {
                    masks.put(annotation.id("id"), mask);
                }
            }
        } catch (AnnotationException e) {
            problems.add(e);
        }
    }
}
