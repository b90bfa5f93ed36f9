package dev.copra.box2mask.cue;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;
import dev.copra.image.Planes;
import java.util.ArrayList;
import java.util.List;

/**
 * An image and its halvings, from which frames are sampled: the work per frame then does not grow with the image. Pixel
 * i of level k is the mean of the source's pixels [i * 2^k, (i + 1) * 2^k); levels are made when first needed. Not
 * thread-safe.
 */
public final class Pyramid {
    private final List<Planar<GrayF32>> levels = new ArrayList<>();
    private float[] rows = new float[0];

    /** @param image is read, never written; its bands must not be sub-images */
    public Pyramid(Planar<GrayF32> image) {
        levels.add(image);
    }

    /**
     * Samples every band over a frame. Where the frame shrinks the image by f along an axis, the image is blurred with
     * a Gaussian of sigma = .5 sqrt(f^2 - 1) along it (of which halving counts for its share of the variance), then
     * interpolated linearly. Beyond the image its border repeats.
     *
     * @param bands one row-major map over the frame per band, written
     */
    public void sample(Frame frame, float[][] bands) {
        double shrinkX = 1 / frame.scaleX();
        double shrinkY = 1 / frame.scaleY();
        int level = 0;
        while (Math.min(shrinkX, shrinkY) >= 2 << level) {
            level++;
        }
        Planar<GrayF32> image = level(level);
        Taps across =
                Taps.of(frame.width(), frame.source().x() - frame.box().x() * shrinkX, shrinkX, level, image.width);
        Taps down =
                Taps.of(frame.height(), frame.source().y() - frame.box().y() * shrinkY, shrinkY, level, image.height);
        for (int band = 0; band < bands.length; band++) {
            sample(image.getBand(band), across, down, bands[band]);
        }
    }

    /** The image shrunk by 2^level. */
    public Planar<GrayF32> level(int level) {
        while (levels.size() <= level) {
            levels.add(Planes.halve(levels.get(levels.size() - 1)));
        }
        return levels.get(level);
    }

    private void sample(GrayF32 image, Taps across, Taps down, float[] out) {
        int width = across.start.length;
        int height = down.start.length;
        int top = down.clamp(down.start[0]);
        int bottom = down.clamp(down.start[height - 1] + down.count - 1) + 1;
        if (rows.length < (bottom - top) * width) {
            rows = new float[(bottom - top) * width];
        }
        for (int y = top; y < bottom; y++) {
            int line = image.startIndex + y * image.stride;
            for (int x = 0; x < width; x++) {
                int start = across.start[x];
                float sum = 0;
                for (int k = 0; k < across.count; k++) {
                    sum += across.weight[x * across.count + k] * image.data[line + across.clamp(start + k)];
                }
                rows[(y - top) * width + x] = sum;
            }
        }
        for (int y = 0; y < height; y++) {
            int line = y * width;
            for (int x = 0; x < width; x++) {
                out[line + x] = 0;
            }
            for (int k = 0; k < down.count; k++) {
                float weight = down.weight[y * down.count + k];
                int from = (down.clamp(down.start[y] + k) - top) * width;
                for (int x = 0; x < width; x++) {
                    out[line + x] += weight * rows[from + x];
                }
            }
        }
    }

    /** For each output pixel along one axis the weights of {@code count} input pixels from {@code start} on. */
    private record Taps(int[] start, int count, float[] weight, int length) {

        /**
         * @param origin source coordinate of the frame's edge
         * @param shrink source pixels a frame pixel covers
         * @param level the source is shrunk by 2^level
         * @param length pixels of the shrunk source
         */
        static Taps of(int outputs, double origin, double shrink, int level, int length) {
            double unit = 1 << level;
            double variance = (shrink * shrink - 1) / 4 - (unit * unit - 1) / 12;
            double[] gaussian = Blur.kernel(Math.sqrt(Math.max(variance, 0)) / unit);
            int radius = gaussian.length / 2;
            int count = gaussian.length + 1;
            int[] start = new int[outputs];
            float[] weight = new float[outputs * count];
            for (int i = 0; i < outputs; i++) {
                double centre = (origin + (i + .5) * shrink) / unit - .5;
                int whole = (int) Math.floor(centre);
                double rest = centre - whole;
                start[i] = whole - radius;
                for (int k = 0; k < count; k++) {
                    double here = k < gaussian.length ? gaussian[k] : 0;
                    double before = k > 0 ? gaussian[k - 1] : 0;
                    weight[i * count + k] = (float) ((1 - rest) * here + rest * before);
                }
            }
            return new Taps(start, count, weight, length);
        }

        int clamp(int index) {
            return Math.min(Math.max(index, 0), length - 1);
        }
    }
}
