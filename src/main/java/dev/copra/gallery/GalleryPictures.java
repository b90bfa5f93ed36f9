package dev.copra.gallery;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.coco.CocoRecord;
import dev.copra.dataset.CocoIndex;
import dev.copra.image.ImageException;
import dev.copra.image.ImageStore;
import dev.copra.image.PictureWriter;
import dev.copra.image.Resampling;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures of a document's images in the size that is wanted, always as newly written JPEG: what is no picture never reaches a browser.
 * Turned as annotations are. Any thread may ask.
 */
public final class GalleryPictures {
    private final CocoIndex document;
    private final Path folder;
    private final ImageStore store;

    /** @param folder where the images are */
    public GalleryPictures(GalleryFiles files, Path folder, long maxPixels) {
        document = files.layers().get(0);
        this.folder = folder;
        store = ImageStore.ofPreviews(folder, maxPixels);
    }

    /**
     * A picture.
     *
     * @param at the image's place in the document
     * @param side the longer side at most, in pixels; pictures are never enlarged
     * @param quality of the JPEG, 0 to 1
     * @throws ImageException if it cannot be had; its message names no place outside the folder
     */
    public byte[] jpeg(int at, int side, float quality) throws IOException, ImageException {
        CocoRecord record = document.image(at);
        int width = Math.max(0, (int) GalleryReader.number(record, "width"));
        int height = Math.max(0, (int) GalleryReader.number(record, "height"));
        try {
            return store.with(
                    GalleryReader.text(record, "file_name"),
                    GalleryReader.text(record, "coco_url"),
                    height,
                    width,
                    picture -> jpeg(scaled(picture.rgb(), side), quality));
        } catch (ImageException e) {
            throw new ImageException(e.code(), inFolder(e.getMessage(), folder), e);
        }
    }

    /** A message that may be sent to others: it tells nothing of where the folder is. @param folder or null */
    static String inFolder(String message, Path folder) {
        if (folder == null) {
            return message;
        }
        String inside = message;
        for (String name : new String[] {folder.toAbsolutePath().toString(), folder.toString()}) {
            inside = inside.replace(name + File.separator, "").replace(name, "the folder");
        }
        return inside;
    }

    private static BufferedImage scaled(Planar<GrayU8> image, int side) {
        double scale = Math.min(1, side / (double) Math.max(image.width, image.height));
        int width = Math.max(1, (int) Math.round(image.width * scale));
        int height = Math.max(1, (int) Math.round(image.height * scale));
        Resampling across = new Resampling(image.width, width, Resampling.Kernel.CUBIC);
        Resampling down = new Resampling(image.height, height, Resampling.Kernel.CUBIC);
        int[] pixels = new int[width * height];
        for (int band = 0; band < 3; band++) {
            GrayU8 plane = image.getBand(band);
            byte[] values = Resampling.eightBit(plane.data, plane.startIndex, plane.stride, across, down);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] |= (values[i] & 255) << 16 - 8 * band;
            }
        }
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, width, height, pixels, 0, width);
        return result;
    }

    private static byte[] jpeg(BufferedImage picture, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PictureWriter.writeJpeg(picture, quality, bytes);
        return bytes.toByteArray();
    }
}
