package dev.copra.box2mask.cue;

import java.util.Arrays;

/**
 * Graph-based segments of a frame (Felzenszwalb and Huttenlocher, "Efficient Graph-Based Image Segmentation", 2004):
 * edges between 8-neighbours in order of their colour difference join two segments while the difference is below
 * Int(C) + k / |C| for both, then segments below a least size are absorbed. The edges are sorted once, by integer
 * buckets, and serve any number of scales k.
 *
 * <p>BoofCV's {@code fh04} takes one scale, sorts anew for each and needs its own image types.
 */
public final class GraphSegmentation {
    private static final int BUCKETS = 1 << 13;
    private static final int LEAST_SIZE = 20;

    private final int[] first = new int[BUCKETS + 1];
    private final short[] bucket;
    private final int[] order;
    private final int[] rest;
    private final int[] step = new int[4];
    private final int[] parent;
    private final int[] count;
    private final float[] limit;
    private Contrast contrast;
    private int size;
    private int edges;

    /** @param capacity most pixels of a frame */
    public GraphSegmentation(int capacity) {
        bucket = new short[4 * capacity];
        order = new int[4 * capacity];
        rest = new int[4 * capacity];
        parent = new int[capacity];
        count = new int[capacity];
        limit = new float[capacity];
    }

    /**
     * Sorts the edges of a frame.
     *
     * @param contrast colour differences in Lab units; kept until the next call
     */
    public void sort(Contrast contrast, int width, int height) {
        this.contrast = contrast;
        size = width * height;
        step[Contrast.EAST] = 1;
        step[Contrast.SOUTH_WEST] = width - 1;
        step[Contrast.SOUTH] = width;
        step[Contrast.SOUTH_EAST] = width + 1;
        Arrays.fill(first, 0);
        for (int direction = 0; direction < 4; direction++) {
            float[] difference = contrast.of(direction);
            int left = direction == Contrast.SOUTH_WEST ? 1 : 0;
            int right = direction == Contrast.EAST || direction == Contrast.SOUTH_EAST ? width - 1 : width;
            int rows = direction == Contrast.EAST ? height : height - 1;
            for (int y = 0; y < rows; y++) {
                for (int i = y * width + left; i < y * width + right; i++) {
                    int b = Math.min((int) (difference[i] * (BUCKETS / 100f)), BUCKETS - 1);
                    bucket[4 * i + direction] = (short) b;
                    first[b + 1]++;
                }
                // marks what is no edge
                if (left > 0) {
                    bucket[4 * y * width + direction] = -1;
                }
                if (right < width) {
                    bucket[4 * (y * width + right) + direction] = -1;
                }
            }
            if (rows < height) {
                for (int i = rows * width; i < size; i++) {
                    bucket[4 * i + direction] = -1;
                }
            }
        }
        for (int b = 0; b < BUCKETS; b++) {
            first[b + 1] += first[b];
        }
        edges = first[BUCKETS];
        for (int edge = 0; edge < 4 * size; edge++) {
            int b = bucket[edge];
            if (b >= 0) {
                order[first[b]++] = edge;
            }
        }
    }

    /**
     * Segments the frame whose edges were sorted last.
     *
     * @param k the scale, in Lab units: larger segments for larger values
     * @param labels receives per pixel the number of its segment
     * @return the number of segments; labels are from 0 to below it
     */
    public int segment(float k, int[] labels) {
        for (int i = 0; i < size; i++) {
            parent[i] = i;
            count[i] = 1;
            limit[i] = k;
        }
        int apart = 0;
        for (int e = 0; e < edges; e++) {
            int edge = order[e];
            int i = edge >> 2;
            int j = i + step[edge & 3];
            if (parent[i] == parent[j]) {
                continue;
            }
            int a = root(i);
            int b = root(j);
            if (a != b) {
                float weight = contrast.of(edge & 3)[i];
                if (weight < limit[a] && weight < limit[b]) {
                    int joined = join(a, b);
                    limit[joined] = weight + k / count[joined];
                } else {
                    rest[apart++] = edge;
                }
            }
        }
        for (int e = 0; e < apart; e++) {
            int i = rest[e] >> 2;
            int a = root(i);
            int b = root(i + step[rest[e] & 3]);
            if (a != b && (count[a] < LEAST_SIZE || count[b] < LEAST_SIZE)) {
                join(a, b);
            }
        }
        int segments = 0;
        for (int i = 0; i < size; i++) {
            if (parent[i] == i) {
                count[i] = segments++;
            }
        }
        for (int i = 0; i < size; i++) {
            labels[i] = count[root(i)];
        }
        return segments;
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private int join(int a, int b) {
        int large = count[a] >= count[b] ? a : b;
        int small = large == a ? b : a;
        parent[small] = large;
        count[large] += count[small];
        return large;
    }
}
