package dev.copra.validate.consumer;

import dev.copra.coco.Segmentation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * detectron2 (commit 02b5c4e2, 2026-06).
 *
 * <ul>
 *   <li>{@code ignore}: {@code load_coco_json} (data/datasets/coco.py) asserts that it is 0.
 *   <li>Polygons: the same function filters rings of fewer than 6 or an odd number of numbers and leaves an annotation out
 *       that has none left, with one warning for the whole file.
 *   <li>RLE: {@code annotations_to_instances} (data/detection_utils.py) makes {@code PolygonMasks} unless the
 *       configuration's INPUT.MASK_FORMAT is bitmask, and raises a ValueError for anything but polygons.
 *   <li>Crowds: {@code DatasetMapper._transform_annotations} (data/dataset_mapper.py) leaves them out, and {@code
 *       filter_images_with_only_crowd_annotations} (data/build.py) leaves images out that have nothing else.
 *   <li>Names: {@code load_coco_json} reads {@code file_name}, {@code height} and {@code width} of every image.
 * </ul>
 */
final class Detectron2Consumer implements Consumer {
    static final Code IGNORE = Code.error(
            "detectron2-ignore",
            "detectron2 refuses the file: 'ignore' is set",
            "Its loader ends with the AssertionError '\"ignore\" in COCO json file is not supported'.");
    static final Code POLYGON = Code.warning(
            "detectron2-polygon",
            "detectron2 leaves the object out: no polygon is valid",
            "Polygons need 6 numbers and an even number of them; an object without a valid one is dropped, and one line in the"
                    + " log counts them.");
    static final Code RING = Code.warning(
            "detectron2-ring",
            "detectron2 leaves a part of the object out: one of its polygons is not valid",
            "Polygons need 6 numbers and an even number of them; the others stay, and nothing is said.");
    static final Code RLE = Code.error(
            "detectron2-rle",
            "detectron2 ends at the RLE of an object, unless told to use bit masks",
            "By default it builds PolygonMasks and raises 'Failed to use mask_format==polygon'. Set INPUT.MASK_FORMAT to bitmask,"
                    + " or let 'copra convert' write polygons.");
    static final Code FILE_NAME = Code.error(
            "detectron2-file-name",
            "detectron2 ends at the image: there is no file_name",
            "Its loader ends with a KeyError.");
    static final Code CROWD = Code.info(
            "detectron2-crowd",
            "detectron2 does not train on the object: it is a crowd",
            "Its mapper leaves crowds out.");
    static final Code IMAGE = Code.info(
            "detectron2-image",
            "images that detectron2 does not train on: they have no annotation, or crowds alone",
            "DATALOADER.FILTER_EMPTY_ANNOTATIONS is on by default, so that they are no negatives either.");

    @Override
    public String name() {
        return "detectron2";
    }

    @Override
    public List<Code> codes() {
        return List.of(IGNORE, POLYGON, RING, RLE, FILE_NAME, CROWD, IMAGE);
    }

    @Override
    public void checkImage(Subject image) {
        if (!image.record().has("file_name")) {
            image.report(FILE_NAME, "file_name", "there is no file_name");
        }
    }

    @Override
    public void check(Annotation annotation) {
        if (annotation.isIgnored()) {
            annotation.report(
                    IGNORE,
                    "ignore",
                    "ignore is " + annotation.subject().record().excerpt("ignore"));
        }
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons && !polygons.flat()) {
            long valid = polygons.rings().stream()
                    .filter(ring -> ring.length >= 6 && ring.length % 2 == 0)
                    .count();
            if (valid < polygons.rings().size()) {
                annotation.report(
                        valid == 0 ? POLYGON : RING,
                        "segmentation",
                        valid + " of " + polygons.rings().size() + " polygons are valid");
            }
        }
        if (annotation.crowd()) {
            annotation.report(CROWD, "iscrowd", "a crowd");
        } else if (annotation.isRle()) {
            annotation.report(RLE, "segmentation", "the mask is an RLE");
        }
    }

    @Override
    public boolean keepsImage(Annotation annotation) {
        return !annotation.crowd();
    }

    @Override
    public Code imageDropped() {
        return IMAGE;
    }
}
