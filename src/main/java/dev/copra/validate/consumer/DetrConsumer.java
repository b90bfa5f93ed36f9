package dev.copra.validate.consumer;

import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * DETR (facebookresearch/detr, commit 29901c5: datasets/coco.py, models/detr.py).
 *
 * <ul>
 *   <li>RLE, crowds, boxes: {@code ConvertCocoPolysToMask} is {@link TorchvisionConsumer}'s, except that an absent iscrowd is 0.
 *   <li>Masks are read with {@code --masks} only; then {@code obj["segmentation"]} is a KeyError without one.
 *   <li>Category ids are the labels, of 91 classes for COCO ({@code build} in models/detr.py).
 *   <li>{@code area}: {@code obj["area"]} of every object goes into a tensor, found or not.
 * </ul>
 */
final class DetrConsumer implements Consumer {
    static final Code RLE = Code.error(
            "detr-rle",
            "DETR ends at the compressed RLE of an object, if it trains masks",
            "frPyObjects wants polygons or lists of counts and raises a ValueError: 'copra convert' can write polygons.");
    static final Code BOX = Code.warning(
            "detr-box",
            "DETR leaves the object out: within the image its box is empty",
            "Boxes are clamped to the image first.");
    static final Code CATEGORY = Code.error(
            "detr-category",
            "a category id that DETR has no class for",
            "Ids are taken for labels of 91 classes, those below 1 and above 90 are none of COCO's: a higher or negative one ends"
                    + " with an index error; num_classes is the highest id + 1.");
    static final Code CROWD = Code.info(
            "detr-crowd", "DETR does not train on the object: it is a crowd", "Only objects with iscrowd 0 are kept.");

    @Override
    public String name() {
        return "detr";
    }

    @Override
    public List<Code> codes() {
        return List.of(RLE, BOX, CATEGORY, CROWD);
    }

    @Override
    public void checkCategory(Subject category) {
        TorchvisionConsumer.checkLabel(category, CATEGORY);
    }

    @Override
    public void check(Annotation annotation) {
        TorchvisionConsumer.checkObject(annotation, CROWD, RLE, BOX);
    }
}
