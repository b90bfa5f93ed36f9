package dev.copra.validate.consumer;

import dev.copra.coco.Segmentation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * mmdetection 3 (mmdet/datasets/coco.py, mmdet/datasets/transforms/loading.py).
 *
 * <ul>
 *   <li>{@code ignore}, boxes and {@code area}: {@code CocoDataset.parse_data_info} goes on to the next annotation if
 *       ignore is set, the box has no part in the image, a side is below 1, or the area is not above 0.
 *   <li>Crowds: the same function gives them the ignore flag.
 *   <li>Polygons: {@code LoadAnnotations._process_masks} gives the ignore flag to objects without a ring of 6 numbers or
 *       more and an even number of them.
 *   <li>Images: {@code CocoDataset.filter_data} leaves out those without annotations and those with a side below {@code
 *       min_size}, which is 32 in its configurations.
 * </ul>
 */
final class MmDetectionConsumer implements Consumer {
    private static final int LEAST_SIDE = 32;

    static final Code IGNORE = Code.warning(
            "mmdetection-ignore",
            "mmdetection leaves the object out: 'ignore' is set",
            "It is neither trained on nor ignored: what is found there counts as a false positive.");
    static final Code BOX = Code.warning(
            "mmdetection-box",
            "mmdetection leaves the object out: its box is less than a pixel wide or high, or outside the image",
            "The annotation is skipped without a word, its mask with it.");
    static final Code AREA = Code.warning(
            "mmdetection-area",
            "mmdetection leaves the object out: its area is 0 or less",
            "The annotation is skipped without a word, however large box and mask are.");
    static final Code POLYGON = Code.warning(
            "mmdetection-polygon",
            "mmdetection ignores the object: no polygon is valid",
            "Polygons need 6 numbers and an even number of them; an object without a valid one gets the ignore flag.");
    static final Code CROWD = Code.info(
            "mmdetection-crowd",
            "mmdetection ignores the object: it is a crowd",
            "It gets the ignore flag: what is found there counts neither as right nor as wrong in training.");
    static final Code SMALL_IMAGE = Code.warning(
            "mmdetection-small-image",
            "mmdetection leaves the image out: a side is below 32 pixels",
            "Its configurations filter training images by min_size=32.");
    static final Code IMAGE = Code.info(
            "mmdetection-image",
            "images that mmdetection does not train on: they have no annotation",
            "Its configurations set filter_empty_gt=True, so that they are no negatives either.");

    @Override
    public String name() {
        return "mmdetection";
    }

    @Override
    public List<Code> codes() {
        return List.of(IGNORE, BOX, AREA, POLYGON, CROWD, SMALL_IMAGE, IMAGE);
    }

    @Override
    public void checkImage(Subject image) {
        double least = Math.min(image.number("width"), image.number("height"));
        if (least > 0 && least < LEAST_SIDE) {
            image.report(SMALL_IMAGE, "", "the shorter side has " + NumberText.of(least) + " pixels");
        }
    }

    @Override
    public void check(Annotation annotation) {
        double[] box = annotation.subject().numbers("bbox");
        double area = annotation.subject().number("area");
        if (annotation.isIgnored()) {
            annotation.report(
                    IGNORE,
                    "ignore",
                    "ignore is " + annotation.subject().record().excerpt("ignore"));
        } else if (box != null && box.length == 4 && isDropped(annotation, box)) {
            annotation.report(BOX, "bbox", "bbox is " + NumberText.of(box));
        } else if (area <= 0) {
            annotation.report(AREA, "area", "area is " + NumberText.of(area));
        } else if (annotation.crowd()) {
            annotation.report(CROWD, "iscrowd", "a crowd");
        } else if (annotation.segmentation() instanceof Segmentation.Polygons polygons
                && !polygons.flat()
                && polygons.rings().stream().noneMatch(ring -> ring.length >= 6 && ring.length % 2 == 0)) {
            annotation.report(POLYGON, "segmentation", "no polygon is valid");
        }
    }

    private static boolean isDropped(Annotation annotation, double[] box) {
        boolean outside = annotation.hasSize()
                && (Math.min(box[0] + box[2], annotation.width()) <= Math.max(box[0], 0)
                        || Math.min(box[1] + box[3], annotation.height()) <= Math.max(box[1], 0));
        return outside || box[2] < 1 || box[3] < 1;
    }

    @Override
    public Code imageDropped() {
        return IMAGE;
    }
}
