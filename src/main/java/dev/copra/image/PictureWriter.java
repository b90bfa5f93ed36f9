package dev.copra.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
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

    /** @param picture for JPEG without transparency */
    public void write(BufferedImage picture, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(name().toLowerCase(Locale.ROOT))
                .next();
        // in memory, as the toolkit would keep a file otherwise
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (this == JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
