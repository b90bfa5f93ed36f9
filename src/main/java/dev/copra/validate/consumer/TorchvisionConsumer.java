package dev.copra.validate.consumer;

import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * torchvision's reference for detection (references/detection/coco_utils.py).
 *
 * <ul>
 *   <li>RLE: {@code convert_coco_poly_to_mask} gives every segmentation to {@code frPyObjects}, which takes the string of a
 *       compressed RLE for a list of numbers and ends with a ValueError.
 *   <li>Crowds: {@code ConvertCocoPolysToMask} leaves out what has an iscrowd other than 0.
 *   <li>Boxes: the same class clamps them to the image and leaves out those with no width or height then.
 *   <li>Images: {@code _coco_remove_images_without_annotations} leaves out those without annotations, those whose boxes all
 *       have a side of a pixel or less, and, if there are keypoints, those with fewer than ten visible ones.
 *   <li>Category ids are the labels, and {@code get_coco} and train.py have 91 classes: {@code CATEGORY}.
 * </ul>
 */
final class TorchvisionConsumer implements Consumer {
    static final Code RLE = Code.error(
            "torchvision-rle",
            "torchvision's reference ends at the compressed RLE of an object",
            "frPyObjects wants polygons or lists of counts and raises a ValueError: 'copra convert' can write polygons.");
    static final Code BOX = Code.warning(
            "torchvision-box",
            "torchvision's reference leaves the object out: within the image its box is empty",
            "Boxes are clamped to the image first.");
    static final Code CATEGORY = Code.error(
            "torchvision-category",
            "a category id that torchvision's reference has no class for",
            "Ids are taken for labels from 1 to 90, 0 being the background: a higher or negative one ends the training with an"
                    + " assertion of CUDA, and 0 trains the background.");
    static final Code CROWD = Code.info(
            "torchvision-crowd",
            "torchvision's reference does not train on the object: it is a crowd",
            "Only objects with iscrowd 0 are kept.");
    static final Code IMAGE = Code.info(
            "torchvision-image",
            "images that torchvision's reference does not train on: they have no annotation with a box of more than a pixel",
            "Such images are removed from the training set.");

    @Override
    public String name() {
        return "torchvision";
    }

    @Override
    public List<Code> codes() {
        return List.of(RLE, BOX, CATEGORY, CROWD, IMAGE);
    }

    @Override
    public void checkCategory(Subject category) {
        checkLabel(category, CATEGORY);
    }

    /** A label of COCO's 91 classes, 0 being none. */
    static void checkLabel(Subject category, Code code) {
        Id id = category.id("id");
        if (id.isLong() && (id.number() < 1 || id.number() > 90)) {
            category.report(code, "id", "the id is " + id);
        }
    }

    @Override
    public void check(Annotation annotation) {
        checkObject(annotation, CROWD, RLE, BOX);
    }

    /** What the reference's ConvertCocoPolysToMask, and DETR's copy of it, make of an object. */
    static void checkObject(Annotation annotation, Code crowd, Code rle, Code box) {
        if (annotation.crowd()) {
            annotation.report(crowd, "iscrowd", "a crowd");
            return;
        }
        if (annotation.segmentation() instanceof Segmentation.CompressedRle) {
            annotation.report(rle, "segmentation", "the mask is a compressed RLE");
        }
        if (isEmptyWithin(annotation)) {
            annotation.report(
                    box, "bbox", "bbox is " + annotation.subject().record().excerpt("bbox"));
        }
    }

    /** Whether nothing of the box is left if its corners are moved into the image. */
    private static boolean isEmptyWithin(Annotation annotation) {
        double[] box = annotation.subject().numbers("bbox");
        return box != null
                && box.length == 4
                && annotation.hasSize()
                && (clamp(box[0] + box[2], annotation.width()) <= clamp(box[0], annotation.width())
                        || clamp(box[1] + box[3], annotation.height()) <= clamp(box[1], annotation.height()));
    }

    private static double clamp(double value, double most) {
        return Math.min(Math.max(value, 0), most);
    }

    @Override
    public boolean keepsImage(Annotation annotation) {
        double[] box = annotation.subject().numbers("bbox");
        return box != null && box.length == 4 && box[2] > 1 && box[3] > 1;
    }

    @Override
    public Code imageDropped() {
        return IMAGE;
    }
}
