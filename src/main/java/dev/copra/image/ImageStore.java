package dev.copra.image;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images of an annotation file, by their records. Thread-safe; holds no image. */
public final class ImageStore {
    /** What a picture takes while it is decoded: its samples twice, and a little for those of four bands or 16 bits. */
    private static final int BYTES_OF_COLOURS = 10;
    /** What it takes while a strategy works on it: its samples, and Lab's three floats, some of them twice. */
    private static final int BYTES_OF_LAB = 20;

    /** What it takes to be drawn over and scaled: samples, several copies of an int a pixel, and floats. */
    private static final int BYTES_OF_PREVIEW = 32;
    /** With less than this, a picture of any number of pixels is small. */
    private static final long LEAST_HEAP = 1 << 20;

    private final ImageFinder finder;
    private final long maxPixels;
    private final PictureHeap heap;
    private final int bytesOfPixel;
    /** Whether a picture that the heap does not suffice for is read with a part of its rows and columns. */
    private final boolean sampled;

    private final ColorProfile profile;

    /**
     * @param directory where the images lie
     * @param maxPixels images of more pixels are refused before they are decoded
     */
    public ImageStore(Path directory, long maxPixels) {
        this(directory, maxPixels, PictureHeap.ofFreeMemory());
    }

    /** Images of which only the colours are wanted, never {@link Picture#lab}: larger ones fit. */
    public static ImageStore ofColours(Path directory, long maxPixels) {
        return new ImageStore(
                new ImageFinder(directory),
                maxPixels,
                PictureHeap.ofFreeMemory(),
                BYTES_OF_COLOURS,
                false,
                ColorProfile.IGNORE);
    }

    /** Images that are shown at some other size: those that the heap does not suffice for are subsampled. */
    public static ImageStore ofPreviews(Path directory, long maxPixels) {
        return ofPreviews(directory, maxPixels, PictureHeap.ofFreeMemory());
    }

    static ImageStore ofPreviews(Path directory, long maxPixels, PictureHeap heap) {
        return new ImageStore(new ImageFinder(directory), maxPixels, heap, BYTES_OF_PREVIEW, true, ColorProfile.IGNORE);
    }

    /** The same images, with what is to be done with the colour profiles that files have; without this they are ignored. */
    public ImageStore with(ColorProfile profile) {
        return new ImageStore(finder, maxPixels, heap, bytesOfPixel, sampled, profile);
    }

    /** Other images, which share the heap with these. */
    public ImageStore in(Path directory) {
        return new ImageStore(new ImageFinder(directory), maxPixels, heap, bytesOfPixel, sampled, profile);
    }

    /** What is done with colour profiles: results depend on it. */
    public ColorProfile profile() {
        return profile;
    }

    ImageStore(Path directory, long maxPixels, PictureHeap heap) {
        this(new ImageFinder(directory), maxPixels, heap, BYTES_OF_LAB, false, ColorProfile.IGNORE);
    }

    private ImageStore(
            ImageFinder finder,
            long maxPixels,
            PictureHeap heap,
            int bytesOfPixel,
            boolean sampled,
            ColorProfile profile) {
        this.bytesOfPixel = bytesOfPixel;
        this.sampled = sampled;
        this.profile = profile;
        this.finder = finder;
        this.maxPixels = maxPixels;
        this.heap = heap;
    }

    /**
     * An image of the store. It holds its part of the heap until it is closed, so that pictures on several threads fit
     * together.
     *
     * @param file where it was found
     * @param part of the picture that was read; nearly always the whole
     * @param rgb red, green and blue of that part, as they are stored or in sRGB; of every so many rows and columns if the picture was subsampled
     * @param notes what was guessed
     * @param share of the heap
     */
    public record Picture(
            Path file, PicturePart part, Planar<GrayU8> rgb, List<ImageNote> notes, PictureHeap.Share share)
            implements AutoCloseable {

        /** The image in CIE Lab, newly computed. */
        public Planar<GrayF32> lab() {
            return CieLab.of(rgb);
        }

        /** The image as Java's toolkit draws it, newly made. */
        public BufferedImage toBufferedImage() {
            BufferedImage image = new BufferedImage(rgb.width, rgb.height, BufferedImage.TYPE_INT_RGB);
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            for (int y = 0, i = 0; y < rgb.height; y++) {
                int from = rgb.startIndex + y * rgb.stride;
                for (int x = 0; x < rgb.width; x++, i++) {
                    pixels[i] = (rgb.bands[0].data[from + x] & 0xff) << 16
                            | (rgb.bands[1].data[from + x] & 0xff) << 8
                            | rgb.bands[2].data[from + x] & 0xff;
                }
            }
            return image;
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /** What is done with a picture. */
    public interface Work<T> {
        /**
         * Works on a picture.
         *
         * @throws ImageException if it cannot be used
         */
        T on(Picture picture) throws IOException, ImageException;
    }

    /** Whether there is a file for a record's {@code file_name} and {@code coco_url}, either of which may be null. */
    public boolean has(String fileName, String cocoUrl) {
        try {
            finder.find(fileName, cocoUrl);
            return true;
        } catch (ImageException e) {
            return false;
        }
    }

    /**
     * Reads an image of whatever size, as its pixels are stored.
     *
     * @throws ImageException if it is not found, leaves the directory, is cut off, too large or cannot be read
     */
    public Picture read(String fileName) throws ImageException {
        return read(fileName, null, 0, 0);
    }

    /**
     * Reads an image, turned by its EXIF orientation where {@link Orientation} says so.
     *
     * @param fileName the record's {@code file_name}, or null
     * @param cocoUrl the record's {@code coco_url}, or null
     * @param height the record's height; 0 for whatever it is
     * @param width the record's width; 0 for whatever it is
     * @throws ImageException if it is not found, leaves the directory, is cut off, too large, cannot be read or has another
     *     size
     */
    public Picture read(String fileName, String cocoUrl, int height, int width) throws ImageException {
        return read(fileName, cocoUrl, height, width, null);
    }

    private Picture read(String fileName, String cocoUrl, int height, int width, PicturePart needed)
            throws ImageException {
        ImageFinder.Found found = finder.find(fileName, cocoUrl);
        Path file = found.file();
        List<ImageNote> notes = new ArrayList<>();
        if (found.guess() != null) {
            notes.add(new ImageNote(
                    found.guess().code(),
                    "file_name '" + fileName + "' is " + finder.name(file) + " on disk, found "
                            + found.guess().how()));
        }
        ImageHeader header = whole(file);
        boolean turned = header != null && Orientation.applies(header, width, height);
        // a GIF's first picture may be smaller than its screen
        if (header != null
                && !header.format().equals("GIF")
                && width > 0
                && !turned
                && (header.width() != width || header.height() != height)) {
            throw new ImageException("image-size", mismatch(file, header.width(), header.height(), height, width));
        }
        addOrientation(notes, file, header, turned, width == 0);
        PicturePart part = header == null || turned || fits(header) ? null : needed;
        if (part != null) {
            notes.add(new ImageNote(
                    "image-part",
                    file + " has " + width + " x " + height + " pixels, too many for the memory that is free; only the "
                            + part.width() + " x " + part.height() + " around the boxes are looked at"));
        }
        int step = sampled && header != null ? step(header) : 1;
        if (step > 1) {
            notes.add(new ImageNote(
                    "image-sampled",
                    file + " has " + header.width() + " x " + header.height()
                            + " pixels, too many for the memory that is free; of every " + step
                            + " rows and columns one is shown"));
        }
        PictureHeap.Share share = share(file, header, part, step);
        boolean read = false;
        try {
            Planar<GrayU8> rgb = ImageDecoder.decode(
                    file,
                    maxPixels,
                    part,
                    step,
                    profile,
                    reason -> notes.add(new ImageNote(
                            "image-profile",
                            file + " has a colour profile that cannot be applied (" + reason
                                    + "); its pixels are taken as they are stored")));
            rgb = turned && (rgb.width == header.width() || step > 1) ? Planes.turn(rgb, header.orientation()) : rgb;
            PicturePart whole = step == 1
                    ? new PicturePart(0, 0, rgb.width, rgb.height)
                    : turned
                            ? new PicturePart(0, 0, header.height(), header.width())
                            : new PicturePart(0, 0, header.width(), header.height());
            if (part == null && width > 0 && (whole.width() != width || whole.height() != height)) {
                throw new ImageException("image-size", mismatch(file, whole.width(), whole.height(), height, width));
            }
            read = true;
            PicturePart done = part == null ? whole : part;
            return new Picture(file, done, rgb, List.copyOf(notes), share);
        } finally {
            if (!read) {
                share.close();
            }
        }
    }

    /**
     * Reads an image and works on it; where the heap does not suffice, once more while no other picture is held.
     *
     * @throws ImageException as {@link #read}, and if the heap does not suffice for the picture alone
     */
    public <T> T with(String fileName, String cocoUrl, int height, int width, Work<T> work)
            throws IOException, ImageException {
        return with(fileName, cocoUrl, height, width, null, work);
    }

    /** The same, with a part of the picture that suffices where the heap does not for the whole; null if none does. */
    public <T> T with(String fileName, String cocoUrl, int height, int width, PicturePart needed, Work<T> work)
            throws IOException, ImageException {
        try (Picture picture = read(fileName, cocoUrl, height, width, needed)) {
            return work.on(picture);
        } catch (OutOfMemoryError e) {
            return alone(fileName, cocoUrl, height, width, needed, work);
        }
    }

    private <T> T alone(String fileName, String cocoUrl, int height, int width, PicturePart needed, Work<T> work)
            throws IOException, ImageException {
        PictureHeap.Share whole = heap.take(heap.bytes());
        try {
            for (long bytes = heap.bytes(); ; bytes /= 4) {
                ImageStore all =
                        new ImageStore(finder, maxPixels, new PictureHeap(bytes), bytesOfPixel, sampled, profile);
                try (Picture picture = all.read(fileName, cocoUrl, height, width, needed)) {
                    return work.on(picture);
                } catch (OutOfMemoryError e) {
                    // a coarser picture may do, if that is not what there is too much of
                    if (!sampled || bytes < LEAST_HEAP) {
                        throw new ImageException(
                                "image-memory", fileName + " needs more memory than Java has; " + moreMemory(), e);
                    }
                }
            }
        } finally {
            whole.close();
        }
    }

    /** Of how many rows and columns one is read, so that the heap suffices. */
    private int step(ImageHeader header) {
        int step = 1;
        while (pixels(header, step) > heap.bytes() / bytesOfPixel && step < Math.max(header.width(), header.height())) {
            step++;
        }
        return step;
    }

    private static long pixels(ImageHeader header, int step) {
        return ((header.width() - 1L) / step + 1) * ((header.height() - 1L) / step + 1);
    }

    /** The header of a file; null if only the decoder can tell. @throws ImageException if the file is cut off */
    private static ImageHeader whole(Path file) throws ImageException {
        ImageHeader header;
        try {
            header = ImageHeader.read(file);
        } catch (IOException | ImageException e) {
            // the decoder may be more lenient, and says what is wrong if it is not
            return null;
        }
        if (header.cutOff() != null) {
            throw new ImageException("image-unreadable", file + " is cut off: " + header.cutOff() + "; fetch it again");
        }
        return header;
    }

    private boolean fits(ImageHeader header) {
        return (long) header.width() * header.height() <= heap.bytes() / bytesOfPixel;
    }

    /** @param header or null if it is not known, when only running out of memory tells that a picture is too large */
    private PictureHeap.Share share(Path file, ImageHeader header, PicturePart part, int step) throws ImageException {
        if (header == null) {
            return heap.take(0);
        }
        ImageDecoder.check(file, header.width(), header.height(), maxPixels);
        long pixels = part == null ? pixels(header, step) : part.pixels();
        if (pixels > heap.bytes() / bytesOfPixel) {
            throw new ImageException(
                    "image-memory",
                    file + " has " + header.width() + " x " + header.height() + " pixels, which need about "
                            + (pixels * bytesOfPixel >> 20) + " MiB; Java has " + (heap.bytes() >> 20)
                            + " MiB for pictures; " + moreMemory());
        }
        return heap.take(pixels * bytesOfPixel);
    }

    private static String moreMemory() {
        return "give it more (COPRA_JAVA_OPTS=-Xmx16g) or make the picture smaller";
    }

    private static void addOrientation(
            List<ImageNote> notes, Path file, ImageHeader header, boolean turned, boolean anySize) {
        if (header == null || header.orientation() == 1) {
            return;
        }
        String says = file + " has EXIF orientation " + header.orientation() + " (shown "
                + Orientation.name(header.orientation()) + "); ";
        if (turned) {
            notes.add(new ImageNote(
                    "image-turned", says + "the pixels are turned, as the record has the sides of the turned picture"));
        } else if (anySize || Orientation.isHidden(header)) {
            notes.add(new ImageNote(
                    "image-orientation",
                    says
                            + "the pixels are taken as they are stored; if the boxes are of the picture as it is shown, turn the"
                            + " pixels first (exiftran -ai)"));
        }
    }

    private static String mismatch(Path file, int width, int height, int wantedHeight, int wantedWidth) {
        return file + " has " + width + " x " + height + " pixels, the annotations say " + wantedWidth + " x "
                + wantedHeight + "; use the images that were annotated";
    }
}
