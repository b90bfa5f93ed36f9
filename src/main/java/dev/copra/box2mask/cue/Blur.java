package dev.copra.box2mask.cue;

/**
 * Gaussian blur of a map over a frame: separable, the border repeats. (BoofCV's blur renormalises the kernel at the
 * border instead and needs an image object a map.)
 */
public final class Blur {
    private final float[] kernel;
    private final float[] rows;

    /**
     * @param sigma in pixels of the frame, above 0
     * @param capacity most pixels of a map
     */
    public Blur(double sigma, int capacity) {
        double[] weights = kernel(sigma);
        kernel = new float[weights.length / 2 + 1];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) weights[weights.length / 2 + i];
        }
        rows = new float[capacity];
    }

    /**
     * Blurs a map.
     *
     * @param from {@code width * height} values
     * @param to receives the result; may be {@code from}
     */
    public void apply(float[] from, int width, int height, float[] to) {
        int radius = kernel.length - 1;
        for (int y = 0; y < height; y++) {
            int line = y * width;
            for (int x = 0; x < width; x++) {
                float sum = kernel[0] * from[line + x];
                if (x >= radius && x + radius < width) {
                    for (int k = 1; k <= radius; k++) {
                        sum += kernel[k] * (from[line + x - k] + from[line + x + k]);
                    }
                } else {
                    for (int k = 1; k <= radius; k++) {
                        sum += kernel[k] * (from[line + Math.max(x - k, 0)] + from[line + Math.min(x + k, width - 1)]);
                    }
                }
                rows[line + x] = sum;
            }
        }
        for (int y = 0; y < height; y++) {
            int line = y * width;
            for (int x = 0; x < width; x++) {
                to[line + x] = kernel[0] * rows[line + x];
            }
            for (int k = 1; k <= radius; k++) {
                int upper = Math.max(y - k, 0) * width;
                int lower = Math.min(y + k, height - 1) * width;
                float weight = kernel[k];
                for (int x = 0; x < width; x++) {
                    to[line + x] += weight * (rows[upper + x] + rows[lower + x]);
                }
            }
        }
    }

    /** A sampled Gaussian of odd length and sum 1, cut off at four sigma; a single 1 if sigma is near 0. */
    static double[] kernel(double sigma) {
        int radius = (int) (4 * sigma + .5);
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = radius == 0 ? 1 : StrictMath.exp(-.5 * i * i / (sigma * sigma));
            sum += kernel[i + radius];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }
}
