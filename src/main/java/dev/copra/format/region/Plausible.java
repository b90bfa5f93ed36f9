package dev.copra.format.region;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.io.Remedy;
import java.io.IOException;

/** Numbers in files that can mean what they stand for. */
public final class Plausible {
    /** Farther from an image nothing lies, and sums of such numbers stay finite. */
    private static final double FARTHEST = 1e12;

    private Plausible() {}

    /** Whether a number can be a position in pixels. */
    public static boolean isPosition(double value) {
        return Math.abs(value) <= FARTHEST;
    }

    /** The position in pixels that a text states; NaN if it is null or states none. */
    public static double position(String text) {
        try {
            double value = text == null ? Double.NaN : Double.parseDouble(text);
            return isPosition(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** As {@link #sized(DatasetImage, int, int, long, Notes, String)}, by the options. */
    public static DatasetImage sized(DatasetImage image, int width, int height, ReadOptions options, String place)
            throws IOException {
        return sized(image, width, height, options.maxPixels(), options.notes(), place);
    }

    /**
     * An image with the size that a file states; without one if a side is not positive, or if it has too many pixels, which is told.
     *
     * @param place file and line, for messages
     */
    public static DatasetImage sized(
            DatasetImage image, int width, int height, long maxPixels, Notes notes, String place) throws IOException {
        if (width < 1 || height < 1) {
            return image.withSize(0, 0);
        }
        if ((long) width * height > maxPixels) {
            notes.add(new AnnotationException(
                            "image-size",
                            place,
                            "the image is stated to have " + width + " x " + height + " pixels, more than " + maxPixels
                                    + "; its size is taken as not known")
                    .with(Remedy.MAX_PIXELS));
            return image.withSize(0, 0);
        }
        return image.withSize(width, height);
    }
}
