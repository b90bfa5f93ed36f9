package dev.copra.validate.consumer;

import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.LongSet;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Ultralytics' converter to YOLO's text ({@code convert_coco} in ultralytics/data/converter.py), and the check of what it
 * writes ({@code verify_image_label} in ultralytics/data/utils.py).
 *
 * <ul>
 *   <li>Crowds: the converter skips them.
 *   <li>Equal boxes: {@code if box not in bboxes}: of one image, class and box only the first object is written.
 *   <li>RLE: the converter walks a segmentation as a list of lists; of an object with size and counts it makes an exception
 *       or, in newer versions, a box.
 *   <li>Several polygons: {@code merge_multi_segment} joins them to one by thin lines.
 *   <li>Category ids: {@code cls91to80} (the default) maps COCO's; without it the class is the id minus 1.
 *   <li>Image ids: {@code f"{id:d}"} is a ValueError for strings.
 *   <li>Coordinates: {@code verify_image_label} leaves the whole image out if one is below 0 or above 1.
 *   <li>Small images: the same function leaves out those with a side below 10 pixels.
 * </ul>
 */
final class UltralyticsConsumer implements Consumer {
    private static final int LEAST_SIDE = 10;

    static final Code CROWD = Code.info(
            "ultralytics-crowd", "Ultralytics leaves the object out: it is a crowd", "convert_coco skips crowds.");
    static final Code SAME_BOX = Code.warning(
            "ultralytics-same-box",
            "Ultralytics leaves the object out: another one of its class and image has the same box",
            "convert_coco writes each class and box once, whatever the masks are.");
    static final Code RLE = Code.error(
            "ultralytics-rle",
            "Ultralytics cannot read the RLE of an object",
            "With use_segments convert_coco ends with an exception, or writes the box in place of the mask, depending on its"
                    + " version: 'copra convert' can write polygons.");
    static final Code PARTS = Code.info(
            "ultralytics-parts",
            "Ultralytics joins the parts of the object by thin lines",
            "A line of YOLO's text has one polygon: merge_multi_segment runs to and fro between the parts.");
    static final Code CATEGORY = Code.warning(
            "ultralytics-category",
            "a category id that Ultralytics takes for another class",
            "With cls91to80=True (the default) ids are mapped as COCO's 91; without it the class is the id minus 1, so that ids must"
                    + " run from 1 without gaps to agree with the list of names. COCO's own ids in their order are not reported.");
    /** What COCO's 80 classes do not use of 1 to 90. */
    private static final Set<Integer> UNUSED = Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

    private static final int[] COCO_IDS =
            IntStream.rangeClosed(1, 90).filter(id -> !UNUSED.contains(id)).toArray();
    static final Code IMAGE_ID = Code.error(
            "ultralytics-image-id",
            "Ultralytics ends at an image id that is no whole number",
            "convert_coco formats it with ':d' and ends with a ValueError.");
    static final Code OUTSIDE = Code.warning(
            "ultralytics-outside",
            "Ultralytics leaves the whole image out: the object passes its edge",
            "A coordinate below 0 or above 1 makes the label 'corrupt': image and all its objects are ignored, with a line in"
                    + " the log.");
    static final Code SMALL_IMAGE = Code.warning(
            "ultralytics-small-image",
            "Ultralytics leaves the image out: a side is below 10 pixels",
            "The check of the labels takes it for corrupt.");

    private final IdTable categories = new IdTable();
    private final LongSet boxes = new LongSet();

    @Override
    public String name() {
        return "ultralytics";
    }

    @Override
    public List<Code> codes() {
        return List.of(CROWD, SAME_BOX, RLE, PARTS, CATEGORY, IMAGE_ID, OUTSIDE, SMALL_IMAGE);
    }

    @Override
    public void checkImage(Subject image) {
        Id id = image.id("id");
        if (id.present() && !id.isLong()) {
            image.report(IMAGE_ID, "id", "the id is " + id);
        }
        double least = Math.min(image.number("width"), image.number("height"));
        if (least > 0 && least < LEAST_SIDE) {
            image.report(SMALL_IMAGE, "", "the shorter side has " + NumberText.of(least) + " pixels");
        }
    }

    @Override
    public void checkCategory(Subject category) {
        Id id = category.id("id");
        if (id.isLong()) {
            categories.add(id);
            int place = categories.size();
            boolean ofCoco = place <= COCO_IDS.length && id.number() == COCO_IDS[place - 1];
            if (id.number() != place && !ofCoco) {
                category.report(CATEGORY, "id", "class " + place + " by its place has the id " + id);
            }
        }
    }

    @Override
    public void check(Annotation annotation) {
        if (annotation.crowd()) {
            annotation.report(CROWD, "iscrowd", "a crowd");
            return;
        }
        if (annotation.isRle()) {
            annotation.report(RLE, "segmentation", "the mask is an RLE");
        }
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons
                && !polygons.flat()
                && polygons.rings().size() > 1) {
            annotation.report(PARTS, "segmentation", polygons.rings().size() + " polygons become one");
        }
        if (annotation.hasSize() && isOutside(annotation)) {
            annotation.report(
                    OUTSIDE, annotation.mask() == null ? "bbox" : "segmentation", "it passes the image's edge");
        }
    }

    /** What becomes of boxes: centre and sides; of polygons: the points. In shares of the image's sides, as %g writes them. */
    private static boolean isOutside(Annotation annotation) {
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons && annotation.mask() != null) {
            return polygons.rings().stream()
                    .anyMatch(ring -> PolygonChecks.beyond(ring, annotation.width(), annotation.height())
                            > 1e-6 * Math.max(annotation.width(), annotation.height()));
        }
        double[] box = annotation.box();
        return box != null
                && (isNoShare(box[0] + box[2] / 2, annotation.width())
                        || isNoShare(box[1] + box[3] / 2, annotation.height())
                        || isNoShare(box[2], annotation.width())
                        || isNoShare(box[3], annotation.height()));
    }

    private static boolean isNoShare(double length, double whole) {
        return length < 0 || length > whole * (1 + 1e-6);
    }

    @Override
    public void checkInOrder(Annotation.Checked annotation) {
        if (annotation.box() == null
                || annotation.imageSlot() < 0
                || annotation.categorySlot() < 0
                || annotation.crowd()) {
            return;
        }
        long key = 31L * (31L * Arrays.hashCode(annotation.box()) + annotation.imageSlot()) + annotation.categorySlot();
        for (double side : annotation.box()) {
            key = (key ^ Double.doubleToLongBits(side)) * 0x9E3779B97F4A7C15L;
            key ^= key >>> 29;
        }
        if (!boxes.add(key)) {
            annotation
                    .subject()
                    .report(
                            SAME_BOX,
                            "bbox",
                            "bbox " + NumberText.of(annotation.box()) + " is an earlier object's, too");
        }
    }
}
