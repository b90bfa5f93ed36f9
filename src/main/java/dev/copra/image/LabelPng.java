package dev.copra.image;

import dev.copra.io.FileRefusedException;
import dev.copra.io.Remedy;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture whose pixels are numbers and not colours: a PNG of indices, of grey values of 1 to 16 bits, or of colours that stand for
 * something. The numbers are those of the file: no palette and no colour profile changes them.
 *
 * @param values row by row: the index, the grey value, or 0xRRGGBB. Not copied
 * @param palette the colours of indices as 0xRRGGBB; null if the values are no indices. Not copied
 * @param coloured whether the values are colours
 */
public record LabelPng(int width, int height, int[] values, int[] palette, boolean coloured) {

    /** Pixels that are in memory at a time where a picture is read row by row. */
    private static final int STRIPE_PIXELS = 1 << 22;

    /** Reads a file. @throws IOException if it is not there, cut off, too large or no picture; names the file */
    public static LabelPng read(Path file, long maxPixels) throws IOException {
        try {
            ImageHeader header = ImageHeader.read(file);
            if (header.cutOff() != null) {
                throw new FileSystemException(file.toString(), null, "the picture is cut off: " + header.cutOff());
            }
        } catch (ImageException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
        return decode(open(file), file.toString(), maxPixels, picture -> of(picture.read(null, 1)));
    }

    private static OpenPicture open(Path file) throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            return OpenPicture.of(file, ColorHeader.read(bytes));
        }
    }

    /** Reads a picture in memory. @param name for messages */
    public static LabelPng read(byte[] bytes, String name, long maxPixels) throws IOException {
        return decode(open(bytes), name, maxPixels, picture -> of(picture.read(null, 1)));
    }

    /** Reads how opaque the pixels of a picture in memory are: 0 to 255, or its values if all are opaque. @param name for messages */
    public static LabelPng readOpacity(byte[] bytes, String name, long maxPixels) throws IOException {
        return decode(open(bytes), name, maxPixels, picture -> opacity(picture.read(null, 1)));
    }

    private static OpenPicture open(byte[] bytes) throws IOException {
        return OpenPicture.of(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    }

    /**
     * Shows the ids of segments, as {@link #segmentIds} has them, row by row, with a stripe of the picture in memory.
     *
     * @param row shown each row; the array is used again
     * @throws IOException if the file is too large or no picture in RGB; names it
     */
    public static void readSegmentIds(Path file, long maxPixels, Consumer<int[]> row) throws IOException {
        decode(open(file), file.toString(), maxPixels, picture -> {
            int width = picture.width();
            int rows = Math.max(1, STRIPE_PIXELS / width);
            for (int top = 0; top < picture.height(); top += rows) {
                Rectangle part = new Rectangle(0, top, width, Math.min(rows, picture.height() - top));
                LabelPng stripe = of(picture.read(part, 1));
                int[] ids = stripe.segmentIds(file.toString());
                for (int y = 0; y < stripe.height; y++) {
                    row.accept(Arrays.copyOfRange(ids, y * width, (y + 1) * width));
                }
            }
            return null;
        });
    }

    private interface Decoding<T> {
        T of(OpenPicture picture) throws IOException;
    }

    private static <T> T decode(OpenPicture opened, String name, long maxPixels, Decoding<T> decoding)
            throws IOException {
        try (OpenPicture picture = opened) {
            if (picture == null) {
                throw new FileSystemException(name, null, "this is not a picture that can be read");
            }
            if ((long) picture.width() * picture.height() > maxPixels) {
                throw new FileRefusedException(
                        name,
                        "the picture has " + picture.width() + " x " + picture.height() + " pixels, more than "
                                + maxPixels,
                        Remedy.MAX_PIXELS);
            }
            return decoding.of(picture);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // readers throw all sorts of unchecked exceptions on damaged files
            throw new FileSystemException(name, null, "the picture cannot be read: " + e.getMessage());
        }
    }

    private static LabelPng of(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] values = new int[width * height];
        boolean coloured = raster.getNumBands() >= 3;
        int[] row = new int[width];
        for (int band = 0; band < (coloured ? 3 : 1); band++) {
            for (int y = 0; y < height; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    values[y * width + x] = values[y * width + x] << 8 | row[x] & (coloured ? 0xFF : 0xFFFF);
                }
            }
        }
        int[] palette = null;
        if (model instanceof IndexColorModel indexed && !isGrey(indexed)) {
            palette = new int[indexed.getMapSize()];
            for (int i = 0; i < palette.length; i++) {
                palette[i] = indexed.getRGB(i) & 0xFFFFFF;
            }
        }
        return new LabelPng(width, height, values, palette, coloured);
    }

    private static LabelPng opacity(BufferedImage image) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        if (!model.hasAlpha()) {
            return of(image);
        }
        int[] values = new int[raster.getWidth() * raster.getHeight()];
        int band = raster.getNumBands() - 1;
        raster.getSamples(raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), band, values);
        if (model instanceof IndexColorModel indexed) {
            for (int i = 0; i < values.length; i++) {
                values[i] = indexed.getAlpha(values[i]);
            }
        }
        return new LabelPng(raster.getWidth(), raster.getHeight(), values, null, false);
    }

    /** Whether indices of less than eight bits are grey values, which the reader has no other type for. */
    private static boolean isGrey(IndexColorModel model) {
        int size = model.getMapSize();
        if (size > 16) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            int grey = i * 255 / (size - 1);
            if ((model.getRGB(i) & 0xFFFFFF) != grey * 0x010101) {
                return false;
            }
        }
        return true;
    }

    /**
     * The ids of segments that the colours stand for, row by row: red + 256 green + 65536 blue, as panopticapi has them.
     *
     * @param name of the file, for messages
     * @throws IOException if the values are no colours
     */
    public int[] segmentIds(String name) throws IOException {
        if (!coloured) {
            throw new FileSystemException(name, null, "this is not a picture in RGB");
        }
        int[] ids = new int[values.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = values[i] >> 16 | values[i] & 0xFF00 | (values[i] & 0xFF) << 16;
        }
        return ids;
    }

    /** The colour of a value as 0xRRGGBB: of the palette, or the value itself; -1 for a grey value. */
    public int rgb(int value) {
        return coloured ? value : palette == null || value >= palette.length ? -1 : palette[value];
    }

    /** Writes indices from 0 to 255. @param palette 256 colours as 0xRRGGBB */
    public static void writeIndexed(OutputStream out, int width, int height, int[] values, int[] palette)
            throws IOException {
        byte[][] bands = new byte[3][palette.length];
        for (int i = 0; i < palette.length; i++) {
            bands[0][i] = (byte) (palette[i] >> 16);
            bands[1][i] = (byte) (palette[i] >> 8);
            bands[2][i] = (byte) palette[i];
        }
        IndexColorModel model = new IndexColorModel(8, palette.length, bands[0], bands[1], bands[2]);
        write(out, new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model), values);
    }

    /** Writes grey values. @param bits 8 or 16 */
    public static void writeGrey(OutputStream out, int width, int height, int[] values, int bits) throws IOException {
        int type = bits == 16 ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
        write(out, new BufferedImage(width, height, type), values);
    }

    /** Writes which pixels are opaque, 1 or 0: these are white, the others transparent. */
    public static void writeOpacity(OutputStream out, int width, int height, int[] values) throws IOException {
        byte[] levels = {0, (byte) 255};
        IndexColorModel model = new IndexColorModel(8, 2, levels, levels, levels, levels);
        write(out, new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model), values);
    }

    /** Writes ids of segments as colours. @param ids row by row, from 0 to 0xFFFFFF */
    public static void writeSegmentIds(OutputStream out, int width, int height, int[] ids) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < ids.length; i++) {
            samples[3 * i] = (byte) (ids[i] >> 16);
            samples[3 * i + 1] = (byte) (ids[i] >> 8);
            samples[3 * i + 2] = (byte) ids[i];
        }
        ImageIO.write(image, "png", out);
    }

    private static void write(OutputStream out, BufferedImage image, int[] values) throws IOException {
        WritableRaster raster = image.getRaster();
        DataBuffer buffer = raster.getDataBuffer();
        if (buffer instanceof DataBufferByte bytes) {
            byte[] samples = bytes.getData();
            for (int i = 0; i < values.length; i++) {
                samples[i] = (byte) values[i];
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                buffer.setElem(i, values[i]);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
    }
}
