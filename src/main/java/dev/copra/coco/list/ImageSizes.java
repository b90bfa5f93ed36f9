package dev.copra.coco.list;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.io.Remedy;
import java.util.Arrays;

/** The heights and widths of a document's images, at most 40 bytes each. {@link ImageIds} has the rule of their ids. */
public final class ImageSizes {
    /**
     * A side longer than this is no image: a filled box of an image of two rows has a run a column, and what a file announces
     * must not cost memory.
     */
    public static final long MAX_SIDE = 1 << 20;

    private final ImageIds ids = new ImageIds();
    /** Height and width by slot. */
    private int[] sides = new int[2 * 64];

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

    /** The images whose sizes are known. */
    public ImageIds ids() {
        return ids;
    }

    /**
     * Takes in an image.
     *
     * @return its slot
     * @throws AnnotationException if it has no id, or its size is missing, negative or beyond the limit
     */
    public int add(CocoRecord image) throws AnnotationException {
        long height;
        long width;
        try {
            height = side(image, "height");
            width = side(image, "width");
            if (height * width > maxPixels) {
                throw image.wrong(
                                "image-size",
                                "the image has " + height + " x " + width + " pixels, more than " + maxPixels)
                        .with(Remedy.MAX_PIXELS);
            }
        } catch (AnnotationException e) {
            ids.refuse(image, e);
            throw e;
        }
        int slot = ids.add(image);
        if (2 * slot == sides.length) {
            sides = Arrays.copyOf(sides, 4 * slot);
        }
        sides[2 * slot] = (int) height;
        sides[2 * slot + 1] = (int) width;
        return slot;
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

    /** The size of the image in a slot. */
    public Size get(int slot) {
        return new Size(sides[2 * slot], sides[2 * slot + 1]);
    }

    /** The size of an image, or null if there is no such image. */
    public Size get(Id image) {
        int slot = ids.find(image);
        return slot < 0 ? null : get(slot);
    }

    /**
     * The size of an annotation's image.
     *
     * @throws AnnotationException if it names none, or none whose size is known
     */
    public Size of(CocoRecord annotation) throws AnnotationException {
        return get(ids.of(annotation));
    }
}
