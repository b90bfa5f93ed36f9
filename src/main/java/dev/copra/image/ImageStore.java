package dev.copra.image;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** The images of an annotation file, by their records. Thread-safe; holds no image. */
public final class ImageStore {
    private final ImageFinder finder;
    private final long maxPixels;

    /**
     * @param directory where the images lie
     * @param maxPixels images of more pixels are refused before they are decoded
     */
    public ImageStore(Path directory, long maxPixels) {
        this.finder = new ImageFinder(directory);
        this.maxPixels = maxPixels;
    }

    /**
     * An image of the store.
     *
     * @param file where it was found
     * @param otherCase whether it was found only under a name that differs in upper and lower case
     * @param rgb red, green and blue in sRGB
     */
    public record Picture(Path file, boolean otherCase, Planar<GrayU8> rgb) {

        /** The image in CIE Lab, newly computed. */
        public Planar<GrayF32> lab() {
            return CieLab.of(rgb);
        }

        /** The image as Java's toolkit draws it, newly made. */
        public BufferedImage toBufferedImage() {
            BufferedImage image = new BufferedImage(rgb.width, rgb.height, BufferedImage.TYPE_INT_RGB);
            int[] pixels = new int[rgb.width];
            for (int y = 0; y < rgb.height; y++) {
                for (int x = 0; x < rgb.width; x++) {
                    pixels[x] = rgb.getBand(0).get(x, y) << 16
                            | rgb.getBand(1).get(x, y) << 8
                            | rgb.getBand(2).get(x, y);
                }
                image.setRGB(0, y, rgb.width, 1, pixels, 0, rgb.width);
            }
            return image;
        }
    }

    /**
     * Reads an image of whatever size.
     *
     * @throws ImageException if it is not found, leaves the directory, is too large or cannot be read
     */
    public Picture read(String fileName) throws ImageException {
        ImageFinder.Found found = finder.find(fileName, null);
        return new Picture(found.file(), found.otherCase(), ImageDecoder.decode(found.file(), maxPixels));
    }

    /**
     * Reads an image.
     *
     * @param fileName the record's {@code file_name}, or null
     * @param cocoUrl the record's {@code coco_url}, or null; its last part is tried after the file name
     * @param height the record's height
     * @param width the record's width
     * @throws ImageException if it is not found, leaves the directory, is too large, cannot be read or has another size
     */
    public Picture read(String fileName, String cocoUrl, int height, int width) throws ImageException {
        ImageFinder.Found found = finder.find(fileName, cocoUrl);
        Planar<GrayU8> rgb = ImageDecoder.decode(found.file(), maxPixels);
        if (rgb.width != width || rgb.height != height) {
            throw new ImageException("image-size", mismatch(found.file(), rgb, height, width));
        }
        return new Picture(found.file(), found.otherCase(), rgb);
    }

    private static String mismatch(Path file, Planar<GrayU8> rgb, int height, int width) {
        String sizes = file + " has " + rgb.width + " x " + rgb.height + " pixels, the annotations say " + width + " x "
                + height;
        int orientation = rgb.width == height && rgb.height == width ? orientation(file) : 1;
        return orientation >= 5
                ? sizes + "; its EXIF orientation (" + orientation
                        + ") explains that: the annotations are of the turned image, so turn the pixels (jpegtran, exiftran)"
                : sizes + "; use the images that were annotated";
    }

    private static int orientation(Path file) {
        try {
            return ImageHeader.read(file).orientation();
        } catch (IOException | ImageException e) {
            // it has been decoded; that its header puzzles us explains nothing
            return 1;
        }
    }
}
