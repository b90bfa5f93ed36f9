package dev.copra.coco;

import dev.copra.io.Remedy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The images of a document by id: their heights and widths, at most 40 bytes each. The last of equal ids counts. */
public final class ImageSizes {
    /**
     * A side longer than this is no image: a filled box of an image of two rows has a run a column, and what a file announces
     * must not cost memory.
     */
    static final long MAX_SIDE = 1 << 20;

    private final IdTable ids = new IdTable();
    /** By slot. */
    private int[] heights = new int[64];

    private int[] widths = new int[64];
    private final Map<Id, String> refused = new HashMap<>();
    private final long maxPixels;

    /**
     * An image's size.
     *
     * @param height in pixels, at least 0
     * @param width in pixels, at least 0
     */
    public record Size(int height, int width) {}

    /** @param maxPixels images of more pixels are refused */
    public ImageSizes(long maxPixels) {
        this.maxPixels = Math.min(maxPixels, Integer.MAX_VALUE);
    }

    /**
     * Takes in an image.
     *
     * @throws AnnotationException if it has no id, or its size is missing, negative or beyond the limit
     */
    public void add(CocoRecord image) throws AnnotationException {
        Id id = image.id("id");
        if (!id.present()) {
            throw image.wrong("image-id", "the image has no id");
        }
        Size size;
        try {
            size = size(image);
        } catch (AnnotationException e) {
            refused.put(id, e.getMessage());
            throw e;
        }
        int slot = ids.slot(id);
        if (slot == heights.length) {
            heights = Arrays.copyOf(heights, 2 * slot);
            widths = Arrays.copyOf(widths, 2 * slot);
        }
        heights[slot] = size.height();
        widths[slot] = size.width();
    }

    private Size size(CocoRecord image) throws AnnotationException {
        long height = side(image, "height");
        long width = side(image, "width");
        if (height * width > maxPixels) {
            throw image.wrong(
                            "image-size", "the image has " + height + " x " + width + " pixels, more than " + maxPixels)
                    .with(Remedy.MAX_PIXELS);
        }
        return new Size((int) height, (int) width);
    }

    private static long side(CocoRecord image, String name) throws AnnotationException {
        double side = image.number(name, -1);
        if (!(side >= 0 && side == Math.rint(side))) {
            throw image.wrong(
                    "image-size", image.has(name) ? name + " is not a number of pixels" : "the image has no " + name);
        }
        if (side > MAX_SIDE) {
            throw image.wrong("image-size", name + " is " + (long) side + " pixels, more than " + MAX_SIDE);
        }
        return (long) side;
    }

    /** The size of an image, or null if there is no such image. */
    public Size get(Id id) {
        int slot = ids.find(id);
        return slot < 0 ? null : new Size(heights[slot], widths[slot]);
    }

    /** Why an annotation's image cannot be had. */
    public AnnotationException unknown(CocoRecord annotation, Id image) {
        if (!image.present()) {
            return annotation.wrong("image-missing", "there is no image_id");
        }
        String reason = refused.get(image);
        if (reason != null) {
            return annotation.wrong("image-refused", "its image " + image + " cannot be used: " + reason);
        }
        boolean none = ids.size() == 0;
        return annotation
                .wrong("image-unknown", "there is no image with the id " + image)
                .with(none ? Remedy.IMAGE_SIZES : null);
    }
}
