package dev.copra.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as files. The bytes depend on the pixels alone. */
public enum PictureWriter {
    /** Every pixel as it is. */
    PNG,
    /** Smaller, and every pixel a little changed: quality 95 %. */
    JPEG;

    private static final float QUALITY = .95f;

    /** The end of such files' names, with its dot. */
    public String ending() {
        return this == PNG ? ".png" : ".jpg";
    }

    /** The format of files with a name: by its end, in letters of any case; null if it is neither. */
    public static PictureWriter of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".png") ? PNG : name.endsWith(".jpg") || name.endsWith(".jpeg") ? JPEG : null;
    }

    /** Writes. JPEG has no transparency: what is transparent becomes white. */
    public void write(BufferedImage picture, OutputStream out) throws IOException {
        write(picture, QUALITY, out);
    }

    /** Writes a JPEG. @param picture without transparency @param quality 0 to 1 */
    public static void writeJpeg(BufferedImage picture, float quality, OutputStream out) throws IOException {
        JPEG.write(picture, quality, out);
    }

    private void write(BufferedImage picture, float quality, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(name().toLowerCase(Locale.ROOT))
                .next();
        // in memory, as the toolkit would keep a file otherwise
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (this == JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(this == JPEG ? opaque(picture) : picture, null, null), parameters);
        } catch (IIOException e) {
            // the toolkit hides why a stream cannot be written to, such as that its reader has gone
            throw e.getCause() instanceof IOException cause ? cause : e;
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage opaque(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return picture;
        }
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return copy;
    }
}
