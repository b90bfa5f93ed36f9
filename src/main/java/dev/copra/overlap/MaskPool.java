package dev.copra.overlap;

import dev.copra.mask.Box;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import java.util.Arrays;

/**
 * Many masks in a few arrays: for each its runs of ones as positions of their first pixel and of the pixel behind their last
 * one, pixel (x, y) at y + height * x, and its size, area and bounds. Costs 8 bytes a run and 48 a mask.
 *
 * <p>Any number of threads may read a pool that nobody adds to.
 */
public final class MaskPool {
    private static final int CHUNK = 1 << 18;

    private int[][] chunks = new int[8][];
    private int lastChunk = -1;
    private int used = CHUNK;

    private int size;
    private int[] chunkOf = new int[256];
    private int[] startOf = new int[256];
    private int[] endOf = new int[256];
    private long[] areas = new long[256];
    /** Height, width, left, top, right, bottom. */
    private int[] shapes = new int[6 * 256];

    private int[] decoded = new int[256];

    /** The number of masks. */
    public int size() {
        return size;
    }

    /** Forgets all masks; their memory is used again. */
    public void clear() {
        size = 0;
        lastChunk = Math.min(lastChunk, 0);
        used = 0;
    }

    /** Adds a mask. @return its index */
    public int add(Rle mask) {
        return add(mask.height(), mask.width(), mask.counts(), mask.counts().length);
    }

    /**
     * Adds a mask that is given as in a COCO file. Nothing but the pool's own memory is used.
     *
     * @param height number of rows; height * width is at most 2^31 - 1
     * @param counts the compressed counts in ASCII
     * @return its index
     * @throws MalformedRleException if they are not the counts of a mask of this size
     */
    public int add(int height, int width, byte[] counts) {
        if (decoded.length < counts.length) {
            decoded = new int[counts.length + (counts.length >> 1)];
        }
        return add(height, width, decoded, RleString.decode(counts, 0, counts.length, height * width, decoded));
    }

    private int add(int height, int width, int[] counts, int runs) {
        int[] chunk = reserve(runs + 1);
        int start = used;
        int at = start;
        int end = 0;
        int area = 0;
        int top = height;
        int bottom = 0;
        int column = 0; // position of the first pixel of the column that the run begins in
        for (int i = 1; i < runs; i += 2) {
            int begin = end + counts[i - 1];
            end = begin + counts[i];
            if (begin == end) {
                continue;
            }
            area += end - begin;
            if (at > start && chunk[at - 1] == begin) {
                chunk[at - 1] = end;
            } else {
                chunk[at++] = begin;
                chunk[at++] = end;
            }
            if (begin - column >= height) {
                // most runs begin in the next column, which saves the division
                column += height;
                if (begin - column >= height) {
                    column = begin / height * height;
                }
            }
            if (end - column <= height) {
                top = Math.min(top, begin - column);
                bottom = Math.max(bottom, end - column);
            } else {
                top = 0;
                bottom = height;
            }
        }
        used = at;
        addShape(start, at, area);
        Arrays.fill(shapes, 6 * size + 2, 6 * size + 6, 0);
        shapes[6 * size] = height;
        shapes[6 * size + 1] = width;
        if (area > 0) {
            shapes[6 * size + 2] = chunk[start] / height;
            shapes[6 * size + 3] = top;
            shapes[6 * size + 4] = (chunk[at - 1] - 1) / height + 1;
            shapes[6 * size + 5] = bottom;
        }
        return size++;
    }

    private void addShape(int start, int end, long area) {
        if (size == areas.length) {
            chunkOf = Arrays.copyOf(chunkOf, 2 * size);
            startOf = Arrays.copyOf(startOf, 2 * size);
            endOf = Arrays.copyOf(endOf, 2 * size);
            areas = Arrays.copyOf(areas, 2 * size);
            shapes = Arrays.copyOf(shapes, 12 * size);
        }
        chunkOf[size] = lastChunk;
        startOf[size] = start;
        endOf[size] = end;
        areas[size] = area;
    }

    private int[] reserve(int numbers) {
        if (lastChunk < 0 || used + numbers > chunks[lastChunk].length) {
            if (++lastChunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * lastChunk);
            }
            chunks[lastChunk] = new int[Math.max(CHUNK, numbers)];
            used = 0;
        }
        return chunks[lastChunk];
    }

    /** The number of pixels of a mask. */
    public long area(int mask) {
        return areas[mask];
    }

    /** The height of a mask's image in pixels. */
    public int height(int mask) {
        return shapes[6 * mask];
    }

    /** The width of a mask's image in pixels. */
    public int width(int mask) {
        return shapes[6 * mask + 1];
    }

    /** The smallest box that holds all pixels; [0, 0, 0, 0] for an empty mask. */
    public Box bounds(int mask) {
        int at = 6 * mask;
        return Box.ofCorners(shapes[at + 2], shapes[at + 3], shapes[at + 4], shapes[at + 5]);
    }

    /** The mask again. */
    public Rle get(int mask) {
        int[] chunk = chunks[chunkOf[mask]];
        int start = startOf[mask];
        int end = endOf[mask];
        int pixels = height(mask) * width(mask);
        boolean open = end == start || chunk[end - 1] < pixels;
        int[] counts = new int[end - start + (open ? 1 : 0)];
        int last = 0;
        for (int i = start; i < end; i++) {
            counts[i - start] = chunk[i] - last;
            last = chunk[i];
        }
        if (open) {
            counts[end - start] = pixels - last;
        }
        return new Rle(height(mask), width(mask), counts);
    }

    /** Whether two masks belong to images of the same size. Only then can they be compared. */
    public boolean sameSize(int mask, MaskPool others, int other) {
        return height(mask) == others.height(other) && width(mask) == others.width(other);
    }

    /** Whether the bounds of a mask and a box, the right and the bottom end excluded, have a pixel in common. */
    public boolean reaches(int mask, int left, int top, int right, int bottom) {
        int at = 6 * mask;
        return shapes[at + 2] < right && left < shapes[at + 4] && shapes[at + 3] < bottom && top < shapes[at + 5];
    }

    /** The number of pixels that the bounds of two masks have in common, which is no less than the masks have. */
    public long commonBounds(int mask, MaskPool others, int other) {
        int[] a = shapes;
        int[] b = others.shapes;
        int i = 6 * mask;
        int j = 6 * other;
        long w = Math.min(a[i + 4], b[j + 4]) - Math.max(a[i + 2], b[j + 2]);
        long h = Math.min(a[i + 5], b[j + 5]) - Math.max(a[i + 3], b[j + 3]);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }

    /** The number of pixels that two masks of the same size have in common. */
    public long intersection(int mask, MaskPool others, int other) {
        int[] a = chunks[chunkOf[mask]];
        int[] b = others.chunks[others.chunkOf[other]];
        int i = startOf[mask];
        int j = others.startOf[other];
        int endA = endOf[mask];
        int endB = others.endOf[other];
        if (i == endA || j == endB) {
            return 0;
        }
        i = firstAfter(a, i, endA, b[j]);
        j = firstAfter(b, j, endB, i < endA ? a[i] : Integer.MAX_VALUE);
        long area = 0;
        while (i < endA && j < endB) {
            int lastA = a[i + 1];
            int lastB = b[j + 1];
            int common = Math.min(lastA, lastB) - Math.max(a[i], b[j]);
            area += common & ~(common >> 31);
            // mostly the two masks have one run each in a column, which leads to the next in both
            if (i + 2 < endA && j + 2 < endB && a[i + 2] >= lastB && b[j + 2] >= lastA) {
                i += 2;
                j += 2;
            } else if (lastA < lastB) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return area;
    }

    /** The first run of a mask that ends behind a position. */
    private static int firstAfter(int[] runs, int start, int end, int position) {
        if (runs[start + 1] > position) {
            return start;
        }
        int low = 0;
        int high = (end - start) / 2;
        while (low < high) {
            int middle = low + high >>> 1;
            if (runs[start + 2 * middle + 1] > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return start + 2 * low;
    }

    /**
     * Intersection over union of a detection's mask, which is of this pool, and a truth's; over the detection's area if the
     * truth is a crowd region. As pycocotools {@code iou}: 0 if nothing is common, -1 if the sizes differ though the
     * bounds overlap.
     */
    public double iou(int mask, MaskPool truths, int truth, boolean crowd) {
        return iou(mask, truths, truth, crowd, 0);
    }

    /**
     * The same, but 0 where it can be told from area and bounds that it is less than a limit.
     *
     * @param least the limit, at most 1; 0 for the exact value in all cases
     */
    public double iou(int mask, MaskPool truths, int truth, boolean crowd, double least) {
        long most = commonBounds(mask, truths, truth);
        if (most == 0) {
            return 0;
        }
        if (!sameSize(mask, truths, truth)) {
            return -1;
        }
        long area = areas[mask];
        long areaOfTruth = truths.areas[truth];
        most = Math.min(most, Math.min(area, areaOfTruth));
        if ((double) most / (crowd ? area : area + areaOfTruth - most) < least) {
            return 0;
        }
        long common = intersection(mask, truths, truth);
        return common == 0 ? 0 : (double) common / (crowd ? area : area + areaOfTruth - common);
    }
}
