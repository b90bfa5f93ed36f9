package dev.copra.dataset.tile;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.BoxRotation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An annotation with what of it has a place in the image.
 *
 * @param imageHeight in pixels
 * @param imageWidth in pixels
 * @param segmentation as it is written
 * @param mask its pixels; null if it has none
 * @param box x, y, width, height; null if it has none
 * @param degrees by which the box is turned
 * @param points lists of x, y, v by member, such as {@code keypoints}
 * @param boxes of parts of the body by member, as COCO-WholeBody has them
 */
record WholeAnnotation(
        CocoRecord record,
        int imageHeight,
        int imageWidth,
        Segmentation segmentation,
        Rle mask,
        double[] box,
        double degrees,
        Map<String, double[]> points,
        Map<String, double[]> boxes) {
    private static final List<String> POINTS =
            List.of("keypoints", "foot_kpts", "face_kpts", "lefthand_kpts", "righthand_kpts");
    private static final List<String> BOXES = List.of("face_box", "lefthand_box", "righthand_box");

    /**
     * Reads an annotation.
     *
     * @throws AnnotationException if it is malformed, or has no place in the image
     */
    static WholeAnnotation of(CocoRecord record, SegmentationRasterizer rasterizer, int height, int width)
            throws AnnotationException {
        Segmentation segmentation = record.segmentation();
        Rle mask = rasterizer.rasterize(segmentation, record, height, width);
        double[] box = box(record, "bbox");
        Map<String, double[]> points = new LinkedHashMap<>();
        for (String name : POINTS) {
            double[] list = name.equals("keypoints") ? record.keypoints() : record.numbers(name);
            if (list != null) {
                points.put(name, list);
            }
        }
        Map<String, double[]> boxes = new LinkedHashMap<>();
        for (String name : BOXES) {
            double[] part = box(record, name);
            if (part != null) {
                boxes.put(name, part);
            }
        }
        WholeAnnotation whole = new WholeAnnotation(
                record, height, width, segmentation, mask, box, BoxRotation.degrees(record), points, boxes);
        if (!whole.hasPixels() && box == null && whole.labelled().isEmpty()) {
            throw record.wrong("no-place", "it has no box, no pixel and no keypoint, so no tile is known to hold it");
        }
        return whole;
    }

    private static double[] box(CocoRecord record, String name) throws AnnotationException {
        double[] box = record.numbers(name);
        if (box == null || box.length == 0) {
            return null;
        }
        if (box.length != 4 || !Arrays.stream(box).allMatch(Double::isFinite) || box[2] < 0 || box[3] < 0) {
            throw record.wrong(name + "-length", name + " is " + record.excerpt(name) + ", not x, y, width and height");
        }
        return box;
    }

    boolean hasPixels() {
        return mask != null && !mask.isEmpty();
    }

    /** The box about its turned box; null if it has none. */
    Box upright() {
        if (box == null) {
            return null;
        }
        Box plain = new Box(box[0], box[1], box[2], box[3]);
        return degrees == 0 ? plain : new TurnedBox(plain, degrees).bounds();
    }

    /** The same as far as it lies in the image; as it is if nothing does. */
    Box inImage() {
        Box box = upright();
        double left = Math.max(0, box.x());
        double top = Math.max(0, box.y());
        double right = Math.min(imageWidth, box.right());
        double bottom = Math.min(imageHeight, box.bottom());
        return left < right && top < bottom ? Box.ofCorners(left, top, right, bottom) : box;
    }

    /** The keypoints that are labelled, x and y each. */
    List<double[]> labelled() {
        double[] keypoints = points.get("keypoints");
        return keypoints == null
                ? List.of()
                : IntStream.range(0, keypoints.length / 3)
                        .filter(k -> keypoints[3 * k + 2] > 0)
                        .mapToObj(k -> new double[] {keypoints[3 * k], keypoints[3 * k + 1]})
                        .toList();
    }
}
