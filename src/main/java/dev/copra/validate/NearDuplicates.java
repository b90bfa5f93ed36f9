package dev.copra.validate;

import java.util.Arrays;
import java.util.List;

/**
 * Finds annotations of one image and category that are nearly the same: their boxes have an IoU above 0.95, and their masks
 * are of a size that lets theirs be as high. Also counts the objects of a category in an image.
 *
 * <p>Keeps 36 bytes an annotation and looks back at no more than the last 500 of an image and category.
 */
final class NearDuplicates {
    private static final double LEAST_IOU = 0.95;
    private static final int LOOK_BACK = 500;
    private static final int MOST_OBJECTS = 100;

    static final Code NEAR = Code.warning(
                    "near-duplicate",
                    "two annotations of one object",
                    "Same image, same category, boxes with an IoU above 0.95 and masks of the same size: labelled twice, or"
                            + " merged twice. Each perfect detection leaves one of them unfound.")
            .drop();
    static final Code CROWDED = Code.warning(
            "image-crowded",
            "more than 100 objects of one category in an image",
            "COCOeval takes the 100 best detections of an image and category: even perfect results leave some unfound.");
    static final List<Code> CODES = List.of(NEAR, CROWDED);

    /** Heads of the chains by image and category: rows, one higher; the keys are in the rows. */
    private int[] heads = new int[256];

    private int[] images = new int[128];
    private int[] categories = new int[128];
    private int[] previous = new int[128];
    private int[] counts = new int[128];
    private int[] areas = new int[128];
    private float[] boxes = new float[4 * 128];
    private int rows;
    private int chains;

    void check(Annotation.Checked annotation) {
        double[] box = annotation.box();
        if (box == null || annotation.imageSlot() < 0 || annotation.categorySlot() < 0 || annotation.crowd()) {
            return;
        }
        if (rows == images.length) {
            grow();
        }
        int head = head(annotation.imageSlot(), annotation.categorySlot());
        int before = heads[head] - 1;
        int row = rows++;
        images[row] = annotation.imageSlot();
        categories[row] = annotation.categorySlot();
        areas[row] = (int) annotation.maskArea();
        for (int i = 0; i < 4; i++) {
            boxes[4 * row + i] = (float) box[i];
        }
        for (int other = before, seen = 0; other >= 0 && seen < LOOK_BACK; other = previous[other], seen++) {
            if (isNear(row, other)) {
                annotation
                        .subject()
                        .report(NEAR, "", "nearly the same as an earlier object: box " + BoxChecks.text(box(other)));
                break;
            }
        }
        previous[row] = before;
        counts[row] = before < 0 ? 1 : counts[before] + 1;
        chains += before < 0 ? 1 : 0;
        heads[head] = row + 1;
        if (counts[row] == MOST_OBJECTS + 1) {
            annotation
                    .subject()
                    .report(
                            CROWDED,
                            "",
                            "the image has more than " + MOST_OBJECTS + " objects of category "
                                    + annotation.subject().record.excerpt("category_id"));
        }
        if (2 * chains > heads.length) {
            rehash();
        }
    }

    private double[] box(int row) {
        return new double[] {boxes[4 * row], boxes[4 * row + 1], boxes[4 * row + 2], boxes[4 * row + 3]};
    }

    private boolean isNear(int a, int b) {
        double width = Math.min(boxes[4 * a] + boxes[4 * a + 2], boxes[4 * b] + boxes[4 * b + 2])
                - Math.max(boxes[4 * a], boxes[4 * b]);
        double height = Math.min(boxes[4 * a + 1] + boxes[4 * a + 3], boxes[4 * b + 1] + boxes[4 * b + 3])
                - Math.max(boxes[4 * a + 1], boxes[4 * b + 1]);
        if (width <= 0 || height <= 0) {
            return false;
        }
        double both = width * height;
        double either = (double) boxes[4 * a + 2] * boxes[4 * a + 3] + (double) boxes[4 * b + 2] * boxes[4 * b + 3];
        boolean sizesAgree = areas[a] < 0
                || areas[b] < 0
                || Math.min(areas[a], areas[b]) >= LEAST_IOU * Math.max(areas[a], areas[b]);
        return both > LEAST_IOU * (either - both) && sizesAgree;
    }

    private void grow() {
        int length = 2 * rows;
        images = Arrays.copyOf(images, length);
        categories = Arrays.copyOf(categories, length);
        previous = Arrays.copyOf(previous, length);
        counts = Arrays.copyOf(counts, length);
        areas = Arrays.copyOf(areas, length);
        boxes = Arrays.copyOf(boxes, 4 * length);
    }

    private int head(int image, int category) {
        long key = (long) image << 32 | category;
        int at = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & heads.length - 1;
        while (heads[at] != 0 && (images[heads[at] - 1] != image || categories[heads[at] - 1] != category)) {
            at = at + 1 & heads.length - 1;
        }
        return at;
    }

    private void rehash() {
        int[] old = heads;
        heads = new int[2 * old.length];
        for (int row : old) {
            if (row != 0) {
                heads[head(images[row - 1], categories[row - 1])] = row;
            }
        }
    }
}
