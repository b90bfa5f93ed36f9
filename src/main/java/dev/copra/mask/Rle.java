package dev.copra.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A binary mask as run lengths, as pycocotools holds it: column-major, pixel (x, y) at position y + height * x, the first
 * run counting zeros (and being 0 if pixel (0,0) is set), then ones and zeros in turn.
 *
 * <p>What this class computes is <em>canonical</em>: no run but the first is 0, so that equal masks have equal counts.
 * Counts that come from a file may hold empty runs anywhere; every operation reads them for the mask they mean. Two
 * instances are equal if their counts are, number for number.
 *
 * <p>All operations but {@link #ofDense} and {@link #toDense} take time and memory by the number of runs, or of columns
 * where one run becomes several, never by the number of pixels. Operations on two masks of different sizes throw
 * {@link IllegalArgumentException}.
 *
 * @param height number of rows, at least 0
 * @param width number of columns, at least 0; height * width is at most 2^31 - 1
 * @param counts the run lengths, none negative, height * width in sum. Not copied, neither here nor by the accessor: it
 *     must not be written to
 */
public record Rle(int height, int width, int[] counts) {

    /** @throws IllegalArgumentException if the size or a run is negative or the runs do not add up to the size */
    public Rle {
        int pixels = pixels(height, width);
        long sum = 0;
        for (int count : counts) {
            // unsigned, so that a negative count makes the sum too large
            sum += count & 0xffffffffL;
        }
        if (sum != pixels) {
            throw new IllegalArgumentException(describe(counts) + ", not " + height + " x " + width + " = " + pixels);
        }
    }

    /** The mask without a pixel. */
    public static Rle empty(int height, int width) {
        return new Rle(height, width, new int[] {pixels(height, width)});
    }

    /** The mask of all pixels. */
    public static Rle full(int height, int width) {
        return empty(height, width).complement();
    }

    /** The pixels of columns left to right and rows top to bottom, the ends excluded, as far as the image has them. */
    public static Rle ofRectangle(int height, int width, int left, int top, int right, int bottom) {
        int pixels = pixels(height, width);
        int x0 = Math.max(left, 0);
        int x1 = Math.min(right, width);
        int y0 = Math.max(top, 0);
        int y1 = Math.min(bottom, height);
        if (x0 >= x1 || y0 >= y1) {
            return empty(height, width);
        }
        boolean wholeColumns = y1 - y0 == height;
        int runs = wholeColumns ? 1 : x1 - x0;
        int run = wholeColumns ? (x1 - x0) * height : y1 - y0;
        int start = x0 * height + y0;
        int rest = pixels - ((x1 - 1) * height + y1);
        int[] counts = new int[2 * runs + (rest > 0 ? 1 : 0)];
        counts[0] = start;
        counts[1] = run;
        for (int i = 2; i < 2 * runs; i += 2) {
            counts[i] = height - run;
            counts[i + 1] = run;
        }
        if (rest > 0) {
            counts[2 * runs] = rest;
        }
        return new Rle(height, width, counts);
    }

    /**
     * Encodes a dense mask, as pycocotools {@code encode} does for values of 0 and 1.
     *
     * @param columnMajor height * width bytes, pixel (x, y) at y + height * x; any value but 0 is set
     */
    public static Rle ofDense(byte[] columnMajor, int height, int width) {
        if (columnMajor.length != pixels(height, width)) {
            throw new IllegalArgumentException(
                    columnMajor.length + " bytes for a mask of " + height + " x " + width + " pixels");
        }
        return new Rle(height, width, RleDense.encode(columnMajor));
    }

    /**
     * Reads the compressed counts of a COCO file.
     *
     * @throws MalformedRleException if they are not the counts of a mask of this size
     */
    public static Rle parse(int height, int width, String counts) {
        byte[] ascii = counts.getBytes(StandardCharsets.UTF_8);
        return parse(height, width, ascii, 0, ascii.length);
    }

    /**
     * Reads the compressed counts that lie in {@code ascii} from {@code from} to {@code to}, the latter excluded. Offsets
     * of errors count from {@code from}.
     *
     * @throws MalformedRleException if they are not the counts of a mask of this size
     */
    public static Rle parse(int height, int width, byte[] ascii, int from, int to) {
        Objects.checkFromToIndex(from, to, ascii.length);
        return new Rle(height, width, RleString.decode(ascii, from, to, pixels(height, width)));
    }

    /**
     * The pixels that are in any of the masks; one mask is returned as it is. As pycocotools {@code merge}.
     *
     * @throws IllegalArgumentException if there is no mask, as then there is no size
     */
    public static Rle union(List<Rle> masks) {
        return RleSets.union(masks);
    }

    /** The number of pixels. */
    public long area() {
        long area = 0;
        for (int i = 1; i < counts.length; i += 2) {
            area += counts[i];
        }
        return area;
    }

    /** Whether the mask has no pixel. */
    public boolean isEmpty() {
        for (int i = 1; i < counts.length; i += 2) {
            if (counts[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The smallest box that holds all pixels, as pycocotools {@code toBbox}; [0, 0, 0, 0] for an empty mask. */
    public Box bounds() {
        return RleSets.bounds(this);
    }

    /** The pixels of either mask. @throws IllegalArgumentException if their sizes differ */
    public Rle union(Rle other) {
        return RleSets.combine(this, other, RleSets.UNION);
    }

    /** The pixels of both masks. @throws IllegalArgumentException if their sizes differ */
    public Rle intersection(Rle other) {
        return RleSets.combine(this, other, RleSets.INTERSECTION);
    }

    /** The pixels of this mask that are not in the other one. */
    public Rle difference(Rle other) {
        return RleSets.combine(this, other, RleSets.DIFFERENCE);
    }

    /** The pixels that are not in this mask. */
    public Rle complement() {
        return RleSets.complement(this);
    }

    /** The number of pixels that both masks have. Allocates nothing. */
    public long intersectionArea(Rle other) {
        return RleSets.intersectionArea(this, other);
    }

    /** Intersection over union; 0 if no pixel is common, even if both are empty. As pycocotools {@code iou}. */
    public double iou(Rle other) {
        long common = intersectionArea(other);
        return common == 0 ? 0 : (double) common / (area() + other.area() - common);
    }

    /** The part of this mask that lies in a crowd region, 0 to 1. As pycocotools {@code iou} with {@code iscrowd}. */
    public double crowdIou(Rle crowd) {
        long common = intersectionArea(crowd);
        return common == 0 ? 0 : (double) common / area();
    }

    /**
     * The part of columns left to right and rows top to bottom, the ends excluded, as a mask of its own.
     *
     * @throws IllegalArgumentException unless {@code 0 <= left <= right <= width} and {@code 0 <= top <= bottom <= height}
     */
    public Rle crop(int left, int top, int right, int bottom) {
        return RleMoves.crop(this, left, top, right, bottom);
    }

    /**
     * The mask as a part of a larger image, whose other pixels are not set.
     *
     * @param left column of the mask's first pixel
     * @param top row of the mask's first pixel
     * @throws IllegalArgumentException unless it lies in the larger image
     */
    public Rle place(int left, int top, int largerHeight, int largerWidth) {
        return RleMoves.place(this, left, top, largerHeight, largerWidth);
    }

    /** The mask moved by dx to the right and dy downwards in an image of the same size. What leaves it is lost. */
    public Rle translate(int dx, int dy) {
        return RleMoves.translate(this, dx, dy);
    }

    /** Left and right exchanged. */
    public Rle flipHorizontal() {
        return RleMoves.flipHorizontal(this);
    }

    /** Top and bottom exchanged. */
    public Rle flipVertical() {
        return RleMoves.flipVertical(this);
    }

    /** A smaller mask, of one of every {@code step} rows and columns, the first among them. */
    public Rle sampled(int step) {
        return RleMoves.sampled(this, step);
    }

    /** The connected parts, in the order of their first pixels, column by column. */
    public List<Rle> components(Connectivity connectivity) {
        return RleRegions.components(this, connectivity);
    }

    /** The connected part with most pixels, of several the first one; an empty mask if there is none. */
    public Rle largestComponent(Connectivity connectivity) {
        return RleRegions.largestComponent(this, connectivity);
    }

    /** How many parts and holes there are; the holes are those that {@link #fillHoles} fills. */
    public MaskRegions regions() {
        return RegionCounter.count(this);
    }

    /**
     * Adds all pixels from which no path of unset edge neighbours leads to the border of the image. The same convention
     * as SciPy's {@code binary_fill_holes}: a gap that is closed by diagonal neighbours only is closed.
     */
    public Rle fillHoles() {
        return RleRegions.fillHoles(this);
    }

    /** The mask as height * width bytes of 0 and 1, pixel (x, y) at y + height * x. */
    public byte[] toDense() {
        byte[] dense = new byte[height * width];
        RleDense.decodeOnes(counts, dense);
        return dense;
    }

    /** The mask row by row, as pictures are: height * width numbers, {@code value} in the mask and 0 elsewhere, (x, y) at x + width * y. */
    public int[] toRows(int value) {
        int[] rows = new int[height * width];
        paintRows(rows, value);
        return rows;
    }

    /** Writes a value where the mask is, over numbers that are there row by row. */
    public void paintRows(int[] rows, int value) {
        RleDense.paintRows(counts, height, width, rows, value);
    }

    /**
     * Writes what {@link #toDense()} returns into the beginning of an array, which is faster if the array is used again.
     *
     * @throws IllegalArgumentException if the array has fewer than height * width bytes
     */
    public void toDense(byte[] target) {
        if (target.length < height * width) {
            throw new IllegalArgumentException(
                    "no room for " + height + " x " + width + " pixels in " + target.length + " bytes");
        }
        RleDense.decode(counts, target);
    }

    /** The compressed counts as COCO files hold them, in ASCII. Characters 48 to 111, so a backslash may occur. */
    public String toCountsString() {
        byte[] ascii = new byte[RleString.maxLength(this)];
        int length = RleString.encode(this, ascii, 0);
        return new String(ascii, 0, length, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rle that
                && height == that.height
                && width == that.width
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "Rle[height=" + height + ", width=" + width + ", counts=" + Arrays.toString(counts) + "]";
    }

    private static String describe(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            if (count < 0) {
                return "run lengths must not be negative: " + count;
            }
            sum += count;
        }
        return "run lengths add up to " + sum;
    }

    private static int pixels(int height, int width) {
        if (height < 0 || width < 0 || (long) height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a mask of " + height + " x " + width + " pixels is not possible, at most 2^31 - 1 are");
        }
        return height * width;
    }
}
