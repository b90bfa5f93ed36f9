package dev.copra.image;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How one axis of an image is enlarged or reduced: each target pixel is a weighted mean of source pixels, the centre of target
 * pixel t being at (t + .5) * source / target in the source's continuous coordinates. What a kernel would take from beyond the
 * ends is left out, and the other weights make up for it. This is {@code Resample.c} of Pillow, and {@code interpolate} of
 * PyTorch with {@code align_corners=False}: {@link Kernel#TRIANGLE} with antialiasing, {@link Kernel#LINEAR} without.
 */
public final class Resampling {
    /** Pillow's fixed point: 8 bits for the value and two for overshooting are left of 32. */
    private static final int FIXED_BITS = 32 - 8 - 2;

    /** A kernel of the distance in pixels, 0 from {@code radius} on. */
    public enum Kernel {
        /** The pixel in which the target's corner of least coordinates falls: OpenCV's {@code INTER_NEAREST}. */
        NEAREST(0, false) {
            @Override
            double at(double d) {
                return 1;
            }
        },
        /**
         * Between the two nearest pixels, however much the image shrinks: OpenCV's {@code INTER_LINEAR}, PyTorch's and
         * ONNX's linear resizing.
         */
        LINEAR(1, false) {
            @Override
            double at(double d) {
                return d < 1 ? 1 - d : 0;
            }
        },
        /**
         * Linear interpolation, or the mean of what falls on the pixel: never leaves the range of the values. Pillow's
         * {@code BILINEAR}.
         */
        TRIANGLE(1, true) {
            @Override
            double at(double d) {
                return d < 1 ? 1 - d : 0;
            }
        },
        /** Catmull-Rom's cubic, Pillow's {@code BICUBIC}: sharper, overshoots at edges. */
        CUBIC(2, true) {
            @Override
            double at(double d) {
                return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((2.5 - 0.5 * d) * d - 4) * d + 2 : 0;
            }
        },
        /** Three lobes of a sinc in a sinc, Pillow's {@code LANCZOS}: sharper still. */
        LANCZOS(3, true) {
            @Override
            double at(double d) {
                return d < 3 ? sinc(d) * sinc(d / 3) : 0;
            }
        };

        final double radius;
        /** Whether the kernel grows with the source pixels that fall on one of the target. */
        final boolean widens;

        Kernel(double radius, boolean widens) {
            this.radius = radius;
            this.widens = widens;
        }

        abstract double at(double distance);

        private static double sinc(double x) {
            return x == 0 ? 1 : StrictMath.sin(x * Math.PI) / (x * Math.PI);
        }
    }

    final int source;
    final int target;
    private final int[] first;
    private final double[][] weights;
    /** Whether no weight is negative, so that no sum leaves the range of the values. */
    private final boolean within;

    /**
     * The weights of an axis.
     *
     * @param source how many pixels there are, at least 1
     * @param target how many pixels there are to be, at least 1
     */
    public Resampling(int source, int target, Kernel kernel) {
        this.source = source;
        this.target = target;
        first = new int[target];
        weights = new double[target][];
        within = kernel.radius <= 1;
        double step = source / (double) target;
        double stretch = kernel.widens ? Math.max(1, step) : 1;
        for (int t = 0; t < target; t++) {
            if (kernel == Kernel.NEAREST) {
                first[t] = Math.min((int) Math.floor(t * step), source - 1);
                weights[t] = new double[] {1};
                continue;
            }
            double centre = (t + 0.5) * step - 0.5;
            // at the radius itself every kernel is 0
            int low = Math.max((int) Math.floor(centre - kernel.radius * stretch) + 1, 0);
            int high = Math.min((int) Math.ceil(centre + kernel.radius * stretch) - 1, source - 1);
            double[] weight = new double[high - low + 1];
            double total = 0;
            for (int i = 0; i < weight.length; i++) {
                weight[i] = kernel.at(Math.abs(low + i - centre) / stretch);
                total += weight[i];
            }
            for (int i = 0; i < weight.length; i++) {
                weight[i] /= total;
            }
            first[t] = low;
            weights[t] = weight;
        }
    }

    /** The first target pixel that source pixel {@code s} or a later one has a share in. */
    public int firstOf(int s) {
        return search(t -> first[t] + weights[t].length > s);
    }

    /** The first target pixel that no source pixel before {@code s} has a share in. */
    public int endOf(int s) {
        return search(t -> first[t] >= s);
    }

    /** The first target pixel of which a condition is true that stays true from there on. */
    private int search(IntPredicate condition) {
        int low = 0;
        int high = target;
        while (low < high) {
            int middle = low + high >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Resamples a window.
     *
     * @param plane the source's values in columns {@code left..} and rows {@code top..}, row-major, {@code width} to a
     *     row; 0 everywhere else
     * @return the target's columns {@code x0..x1} and rows {@code y0..y1}, the ends excluded, row-major
     */
    public static float[] window(
            float[] plane,
            int left,
            int top,
            int width,
            Resampling across,
            Resampling down,
            int x0,
            int y0,
            int x1,
            int y1) {
        int height = width == 0 ? 0 : plane.length / width;
        int columns = x1 - x0;
        float[] wide = new float[height * columns];
        for (int x = x0; x < x1; x++) {
            float[] weight = floats(across.weights[x]);
            int offset = across.first[x] - left;
            int from = Math.max(0, -offset);
            int to = Math.min(weight.length, width - offset);
            for (int y = 0; y < height; y++) {
                float sum = 0;
                for (int i = from; i < to; i++) {
                    sum += weight[i] * plane[y * width + offset + i];
                }
                wide[y * columns + x - x0] = sum;
            }
        }
        float[] result = new float[(y1 - y0) * columns];
        for (int y = y0; y < y1; y++) {
            float[] weight = floats(down.weights[y]);
            int offset = down.first[y] - top;
            int row = (y - y0) * columns;
            for (int i = Math.max(0, -offset); i < Math.min(weight.length, height - offset); i++) {
                for (int x = 0; x < columns; x++) {
                    result[row + x] += weight[i] * wide[(offset + i) * columns + x];
                }
            }
        }
        return result;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Resamples a whole plane, row-major. */
    public static float[] whole(float[] plane, Resampling across, Resampling down) {
        if (across.source == across.target && down.source == down.target) {
            return Arrays.copyOf(plane, plane.length);
        }
        return window(plane, 0, 0, across.source, across, down, 0, 0, across.target, down.target);
    }

    /**
     * Resamples a whole plane of 8-bit values as Pillow does, to the last bit: in fixed point, rows first, each pass rounded
     * to 8 bits.
     *
     * @param plane unsigned, row-major from {@code start}, {@code stride} from row to row
     * @return unsigned, row-major
     */
    public static byte[] eightBit(byte[] plane, int start, int stride, Resampling across, Resampling down) {
        if (across.source == across.target && down.source == down.target) {
            return copy(plane, start, stride, across.source, down.source);
        }
        int[] wide = across.rows(plane, start, stride, down.source);
        int columns = across.target;
        byte[] result = new byte[down.target * columns];
        int[] weights = down.fixed();
        int taps = weights.length / down.target;
        int[] sums = new int[columns];
        for (int y = 0; y < down.target; y++) {
            int from = down.start(y, taps) * columns;
            if (taps == 2 && down.within) {
                between(result, y * columns, weights[2 * y], weights[2 * y + 1], wide, from, columns);
                continue;
            }
            start(sums, weights[y * taps], wide, from);
            for (int i = 1; i < taps; i++) {
                add(sums, weights[y * taps + i], wide, from + i * columns);
            }
            int to = y * columns;
            for (int x = 0; x < columns; x++) {
                result[to + x] = (byte) eightBit(sums[x]);
            }
        }
        return result;
    }

    /** Between two rows, where no sum leaves 8 bits. */
    private static void between(byte[] result, int to, int upper, int lower, int[] wide, int from, int columns) {
        for (int x = 0; x < columns; x++) {
            int sum = (1 << FIXED_BITS - 1) + upper * wide[from + x] + lower * wide[from + columns + x];
            result[to + x] = (byte) (sum >> FIXED_BITS);
        }
    }

    private static void start(int[] sums, int weight, int[] wide, int from) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (1 << FIXED_BITS - 1) + weight * wide[from + x];
        }
    }

    private static byte[] copy(byte[] plane, int start, int stride, int width, int height) {
        byte[] copy = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, start + y * stride, copy, y * width, width);
        }
        return copy;
    }

    private static void add(int[] sums, int weight, int[] wide, int from) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * wide[from + x];
        }
    }

    /** Resamples rows of 8-bit values, rounded to 8 bits; ints, for the next pass adds them up faster. */
    private int[] rows(byte[] plane, int start, int stride, int rows) {
        int[] weights = fixed();
        int taps = weights.length / target;
        int[] starts = new int[target];
        for (int x = 0; x < target; x++) {
            starts[x] = start(x, taps);
        }
        int[] wide = new int[rows * target];
        for (int y = 0, to = 0; y < rows; y++) {
            int from = start + y * stride;
            if (taps == 2 && within) {
                for (int x = 0; x < target; x++, to++) {
                    int i = from + starts[x];
                    int sum = (1 << FIXED_BITS - 1)
                            + weights[2 * x] * (plane[i] & 0xff)
                            + weights[2 * x + 1] * (plane[i + 1] & 0xff);
                    wide[to] = sum >> FIXED_BITS;
                }
                continue;
            }
            for (int x = 0, w = 0; x < target; x++, to++) {
                int sum = 1 << FIXED_BITS - 1;
                for (int i = from + starts[x], end = i + taps; i < end; i++) {
                    sum += weights[w++] * (plane[i] & 0xff);
                }
                wide[to] = eightBit(sum);
            }
        }
        return wide;
    }

    /** Where the weights of a target pixel start if each has as many: earlier at the source's end. */
    private int start(int t, int taps) {
        return Math.min(first[t], source - taps);
    }

    /** The weights in fixed point, the same number for each target pixel. */
    private int[] fixed() {
        int taps = 0;
        for (double[] weight : weights) {
            taps = Math.max(taps, weight.length);
        }
        int[] fixed = new int[target * taps];
        for (int t = 0; t < target; t++) {
            int at = t * taps + first[t] - start(t, taps);
            for (double weight : weights[t]) {
                double scaled = weight * (1 << FIXED_BITS);
                fixed[at++] = (int) (scaled < 0 ? scaled - .5 : scaled + .5);
            }
        }
        return fixed;
    }

    private static int eightBit(int sum) {
        return Math.max(0, Math.min(255, sum >> FIXED_BITS));
    }
}
