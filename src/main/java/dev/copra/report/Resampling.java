package dev.copra.report;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How one axis of an image is enlarged or reduced: each target pixel is a weighted mean of source pixels, the kernel
 * being widened where several source pixels fall on one of the target. Beyond its ends the source goes on as it ends.
 */
final class Resampling {
    /** A kernel of the distance in pixels, 0 from {@code radius} on. */
    enum Kernel {
        /** Linear interpolation, or the mean of what falls on the pixel: never leaves the range of the values. */
        TRIANGLE(1) {
            @Override
            double at(double d) {
                return d < 1 ? 1 - d : 0;
            }
        },
        /** Catmull-Rom's cubic: sharper, overshoots at edges. */
        CUBIC(2) {
            @Override
            double at(double d) {
                return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((2.5 - 0.5 * d) * d - 4) * d + 2 : 0;
            }
        };

        final double radius;

        Kernel(double radius) {
            this.radius = radius;
        }

        abstract double at(double distance);
    }

    final int source;
    final int target;
    private final int[] first;
    private final float[][] weights;

    Resampling(int source, int target, Kernel kernel) {
        this.source = source;
        this.target = target;
        first = new int[target];
        weights = new float[target][];
        double step = source / (double) target;
        double stretch = Math.max(1, step);
        for (int t = 0; t < target; t++) {
            double centre = (t + 0.5) * step - 0.5;
            int from = (int) Math.ceil(centre - kernel.radius * stretch);
            int to = (int) Math.floor(centre + kernel.radius * stretch);
            int low = Math.max(from, 0);
            int high = Math.min(to, source - 1);
            double[] sums = new double[high - low + 1];
            double total = 0;
            for (int s = from; s <= to; s++) {
                double weight = kernel.at(Math.abs(s - centre) / stretch);
                sums[Math.max(low, Math.min(high, s)) - low] += weight;
                total += weight;
            }
            first[t] = low;
            weights[t] = new float[sums.length];
            for (int i = 0; i < sums.length; i++) {
                weights[t][i] = (float) (sums[i] / total);
            }
        }
    }

    /** The first target pixel that source pixel {@code s} or a later one has a share in. */
    int firstOf(int s) {
        return search(t -> first[t] + weights[t].length > s);
    }

    /** The first target pixel that no source pixel before {@code s} has a share in. */
    int endOf(int s) {
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
    static float[] window(
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
        for (int y = 0; y < height; y++) {
            for (int x = x0; x < x1; x++) {
                float[] weight = across.weights[x];
                int offset = across.first[x] - left;
                float sum = 0;
                for (int i = Math.max(0, -offset); i < Math.min(weight.length, width - offset); i++) {
                    sum += weight[i] * plane[y * width + offset + i];
                }
                wide[y * columns + x - x0] = sum;
            }
        }
        float[] result = new float[(y1 - y0) * columns];
        for (int y = y0; y < y1; y++) {
            float[] weight = down.weights[y];
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

    /** Resamples a whole plane, row-major. */
    static float[] whole(float[] plane, Resampling across, Resampling down) {
        if (across.source == across.target && down.source == down.target) {
            return Arrays.copyOf(plane, plane.length);
        }
        return window(plane, 0, 0, across.source, across, down, 0, 0, across.target, down.target);
    }
}
