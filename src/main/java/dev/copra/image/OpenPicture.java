package dev.copra.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A picture whose size is known and whose pixels are not decoded yet. Readers throw all sorts of unchecked exceptions on damaged files. */
final class OpenPicture implements Closeable {
    private final ImageInputStream in;
    private final ImageReader reader;
    private final int width;
    private final int height;

    private OpenPicture(ImageInputStream in, ImageReader reader) throws IOException {
        this.in = in;
        this.reader = reader;
        reader.setInput(in, false, true);
        width = reader.getWidth(0);
        height = reader.getHeight(0);
    }

    /** Opens a picture whose colour profile stays unseen. @return null if it is of no format that is decoded */
    static OpenPicture of(Path file, ColorHeader colors) throws IOException {
        ImageInputStream in = ImageIO.createImageInputStream(file.toFile());
        return of(in == null || colors.patches().isEmpty() ? in : new PatchedInput(in, colors.patches()));
    }

    /** Opens a picture. @param in is closed with it @return null if it is of no format that is decoded; then it is closed */
    static OpenPicture of(ImageInputStream in) throws IOException {
        try {
            Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers != null && readers.hasNext()) {
                return new OpenPicture(in, readers.next());
            }
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
        if (in != null) {
            in.close();
        }
        return null;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /**
     * Decodes.
     *
     * @param part which must lie in the picture; null for the whole
     * @param step of how many rows and columns one is taken; 1 for all
     */
    BufferedImage read(Rectangle part, int step) throws IOException {
        return reader.read(0, param(part, step));
    }

    /** Decodes and leaves the colours as they are coded, of a JPEG. */
    Raster readRaster(Rectangle part, int step) throws IOException {
        return reader.readRaster(0, param(part, step));
    }

    private ImageReadParam param(Rectangle part, int step) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(part);
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    @Override
    public void close() throws IOException {
        reader.dispose();
        in.close();
    }
}
