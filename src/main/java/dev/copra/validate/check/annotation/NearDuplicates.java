package dev.copra.validate.check.annotation;

import dev.copra.collect.LongIndex;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds annotations of one image and category that are nearly the same: their boxes have an IoU above 0.95, and their masks
 * are of a size that lets theirs be as high. Also counts the objects of a category in an image.
 *
 * <p>Keeps 24 bytes an annotation and 24 to 48 an image and category, and looks back at no more than the last 500 of an image and category.
 */
public final class NearDuplicates {
    private static final double LEAST_IOU = 0.95;
    private static final int LOOK_BACK = 500;
    private static final int MOST_OBJECTS = 100;

    public static final Code NEAR = Code.warning(
                    "near-duplicate",
                    "two annotations of one object",
                    "Same image, same category, boxes with an IoU above 0.95 and masks of the same size: labelled twice, or"
                            + " merged twice. Each perfect detection leaves one of them unfound.")
            .drop();
    static final Code CROWDED = Code.warning(
            "image-crowded",
            "more than 100 objects of one category in an image",
            "COCOeval takes the 100 best detections of an image and category: even perfect results leave some unfound.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(NEAR, CROWDED);

    private final Chains chains = new Chains();
    private final Rows rows = new Rows();

    /** Compares an annotation with those before it. Called in the order of the document. */
    public void check(Annotation.Checked annotation) {
        double[] box = annotation.box();
        if (box == null || annotation.imageSlot() < 0 || annotation.categorySlot() < 0 || annotation.crowd()) {
            return;
        }
        int chain = chains.of(annotation.imageSlot(), annotation.categorySlot());
        int row = rows.add(box, (int) annotation.maskArea(), chains.last(chain));
        int other = rows.previous(row);
        for (int seen = 0; other >= 0 && seen < LOOK_BACK; other = rows.previous(other), seen++) {
            if (sizesAgree(rows.area(row), rows.area(other)) && isNear(rows.box(row), rows.box(other))) {
                String text = NumberText.of(rows.box(other));
                annotation.subject().report(NEAR, "", "nearly the same as an earlier object: box " + text);
                break;
            }
        }
        if (chains.append(chain, row) == MOST_OBJECTS + 1) {
            annotation
                    .subject()
                    .report(
                            CROWDED,
                            "",
                            "the image has more than " + MOST_OBJECTS + " objects of category "
                                    + annotation.subject().record().excerpt("category_id"));
        }
    }

    private static boolean sizesAgree(int a, int b) {
        return a < 0 || b < 0 || Math.min(a, b) >= LEAST_IOU * Math.max(a, b);
    }

    private static boolean isNear(double[] a, double[] b) {
        double width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        if (width <= 0 || height <= 0) {
            return false;
        }
        double both = width * height;
        return both > LEAST_IOU * (a[2] * a[3] + b[2] * b[3] - both);
    }

    /** The annotations of an image and category: how many, and the last one's row. */
    private static final class Chains {
        private final LongIndex index = new LongIndex();
        private int[] last = new int[64];
        /** No more than a byte holds: what is asked is whether there are more than {@link #MOST_OBJECTS}. */
        private byte[] counts = new byte[64];

        int of(int image, int category) {
            int chain = index.add((long) image << 32 | category);
            if (chain == last.length) {
                last = Arrays.copyOf(last, 2 * chain);
                counts = Arrays.copyOf(counts, 2 * chain);
            }
            return chain;
        }

        /** The last row, or -1. */
        int last(int chain) {
            return counts[chain] == 0 ? -1 : last[chain];
        }

        /** @return how many there are now, up to 127 */
        int append(int chain, int row) {
            last[chain] = row;
            if (counts[chain] < Byte.MAX_VALUE) {
                counts[chain]++;
            }
            return counts[chain];
        }
    }

    /** Boxes and areas in blocks, so that nothing is copied, or kept free, when there are more of them. */
    private static final class Rows {
        private static final int BLOCK_BITS = 12;
        private static final int BLOCK = 1 << BLOCK_BITS;
        private static final int INTS = 6;
        private final List<int[]> blocks = new ArrayList<>();
        private int size;

        int add(double[] box, int area, int previous) {
            if (size == blocks.size() << BLOCK_BITS) {
                blocks.add(new int[INTS * BLOCK]);
            }
            int[] block = blocks.get(size >> BLOCK_BITS);
            int at = INTS * (size & BLOCK - 1);
            block[at] = previous;
            block[at + 1] = area;
            for (int i = 0; i < 4; i++) {
                block[at + 2 + i] = Float.floatToIntBits((float) box[i]);
            }
            return size++;
        }

        private int get(int row, int at) {
            return blocks.get(row >> BLOCK_BITS)[INTS * (row & BLOCK - 1) + at];
        }

        int previous(int row) {
            return get(row, 0);
        }

        int area(int row) {
            return get(row, 1);
        }

        double[] box(int row) {
            double[] box = new double[4];
            for (int i = 0; i < 4; i++) {
                box[i] = Float.intBitsToFloat(get(row, 2 + i));
            }
            return box;
        }
    }
}
