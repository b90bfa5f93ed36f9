package dev.copra.format.coco;

import dev.copra.image.ImageException;
import dev.copra.image.ImageHeader;
import dev.copra.io.FileRefusedException;
import dev.copra.io.Remedy;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A PNG whose colours are ids of segments: red + 256 green + 65536 blue.
 *
 * @param ids row by row. Not copied
 */
record IdPicture(int width, int height, int[] ids) {
    /** @throws IOException if it is no picture in RGB, or too large; names the file */
    static IdPicture read(Path file, long maxPixels) throws IOException {
        try {
            ImageHeader header = ImageHeader.read(file);
            if ((long) header.width() * header.height() > maxPixels) {
                throw new FileRefusedException(
                        file.toString(), "the picture has more than " + maxPixels + " pixels", Remedy.MAX_PIXELS);
            }
        } catch (ImageException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
        BufferedImage image;
        try (InputStream in = Files.newInputStream(file)) {
            image = ImageIO.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, "this picture cannot be read: " + e.getMessage());
        }
        if (image == null || image.getRaster().getNumBands() < 3) {
            throw new FileSystemException(file.toString(), null, "this is not a picture in RGB");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        int[] ids = new int[width * height];
        for (int band = 0; band < 3; band++) {
            // the raster's own samples: a colour conversion would change ids
            int[] samples = image.getRaster().getSamples(0, 0, width, height, band, (int[]) null);
            for (int i = 0; i < ids.length; i++) {
                ids[i] |= samples[i] << 8 * band;
            }
        }
        return new IdPicture(width, height, ids);
    }

    void write(OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < ids.length; i++) {
            samples[3 * i] = (byte) (ids[i] >> 16);
            samples[3 * i + 1] = (byte) (ids[i] >> 8);
            samples[3 * i + 2] = (byte) ids[i];
        }
        ImageIO.write(image, "png", out);
    }
}
