package dev.copra.stats;

import dev.copra.collect.DoubleColumn;
import dev.copra.collect.IntColumn;

/** The objects of a data set in columns, 52 bytes each. */
final class ObjectTable {
    /** No image, no category, or no mask. */
    static final int NONE = -1;

    private final IntColumn images = new IntColumn(NONE);
    /** A category's slot, counted from 1, twice; and one more if it is a crowd region. */
    private final IntColumn kinds = new IntColumn(0);

    private final DoubleColumn lefts = new DoubleColumn();
    private final DoubleColumn tops = new DoubleColumn();
    private final DoubleColumn widths = new DoubleColumn();
    private final DoubleColumn heights = new DoubleColumn();
    private final DoubleColumn areas = new DoubleColumn();
    private final IntColumn pixels = new IntColumn(NONE);

    /**
     * Adds an object.
     *
     * @param image slot, or -1
     * @param category slot, or -1
     * @param box left, top, width and height in pixels; null if there is none
     * @param area in square pixels, NaN if it is not known
     * @param maskPixels -1 if there is no mask
     */
    void add(int image, int category, boolean crowd, double[] box, double area, int maskPixels) {
        int at = size();
        images.set(at, image);
        kinds.set(at, 2 * (category + 1) + (crowd ? 1 : 0));
        lefts.add(box == null ? Double.NaN : box[0]);
        tops.add(box == null ? Double.NaN : box[1]);
        widths.add(box == null ? Double.NaN : box[2]);
        heights.add(box == null ? Double.NaN : box[3]);
        areas.add(area);
        if (maskPixels >= 0) {
            pixels.set(at, maskPixels);
        }
    }

    /** Adds the objects of another part, whose images and categories have the slots here. */
    void addAll(ObjectTable others, int[] imageSlots, int[] categorySlots) {
        for (int i = 0; i < others.size(); i++) {
            int image = others.image(i);
            int category = others.category(i);
            add(
                    image < 0 ? NONE : imageSlots[image],
                    category < 0 ? NONE : categorySlots[category],
                    others.isCrowd(i),
                    others.hasBox(i) ? others.box(i) : null,
                    others.area(i),
                    others.pixels(i));
        }
    }

    int size() {
        return images.size();
    }

    int image(int at) {
        return images.get(at);
    }

    int category(int at) {
        return (kinds.get(at) >> 1) - 1;
    }

    boolean isCrowd(int at) {
        return (kinds.get(at) & 1) == 1;
    }

    boolean hasBox(int at) {
        return !Double.isNaN(lefts.get(at));
    }

    double[] box(int at) {
        double[] box = new double[4];
        copyBox(at, box, 0);
        return box;
    }

    /** Left, top, width and height, each NaN if there is no box. */
    void copyBox(int at, double[] to, int offset) {
        to[offset] = lefts.get(at);
        to[offset + 1] = tops.get(at);
        to[offset + 2] = widths.get(at);
        to[offset + 3] = heights.get(at);
    }

    double width(int at) {
        return widths.get(at);
    }

    double height(int at) {
        return heights.get(at);
    }

    /** In square pixels, or NaN. */
    double area(int at) {
        return areas.get(at);
    }

    /** Pixels of the mask, or -1. */
    int pixels(int at) {
        return at < pixels.size() ? pixels.get(at) : NONE;
    }
}
