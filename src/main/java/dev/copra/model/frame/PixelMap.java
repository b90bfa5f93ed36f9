package dev.copra.model.frame;

import dev.copra.model.tensor.Tensor;

/**
 * A model's map of pixels, whichever way its dimensions stand.
 *
 * @param tensor [1, channels, h, w] or [1, h, w, channels]
 * @param last whether the channels stand last
 */
public record PixelMap(Tensor tensor, boolean last) {

    /**
     * A map whose layout is stated, or found: the channels stand where the other two dimensions divide the input's evenly,
     * and where both or neither do, in the lesser dimension.
     *
     * @param stated whether the channels stand last; null if the shape is to tell
     * @param input where the model's input is
     */
    public static PixelMap of(Tensor tensor, Boolean stated, Placement input) {
        if (stated != null) {
            return new PixelMap(tensor, stated);
        }
        boolean first = divides(tensor.dim(2), tensor.dim(3), input);
        boolean last = divides(tensor.dim(1), tensor.dim(2), input);
        return new PixelMap(tensor, first == last ? tensor.dim(3) < tensor.dim(1) : last);
    }

    private static boolean divides(int height, int width, Placement input) {
        return input.inputHeight() % height == 0
                && input.inputWidth() % width == 0
                && input.inputHeight() / height == input.inputWidth() / width;
    }

    /** How many values a pixel has. */
    public int channels() {
        return tensor.dim(last ? 3 : 1);
    }

    /** Rows of the map, which are not the image's. */
    public int height() {
        return tensor.dim(last ? 1 : 2);
    }

    /** Columns of the map, which are not the image's. */
    public int width() {
        return tensor.dim(last ? 2 : 3);
    }

    /** The values of one channel, row-major. */
    public float[] channel(int channel) {
        int cells = height() * width();
        if (!last) {
            return tensor.floats(channel * cells, cells);
        }
        float[] values = new float[cells];
        int channels = channels();
        for (int i = 0; i < cells; i++) {
            values[i] = (float) tensor.get(i * channels + channel);
        }
        return values;
    }
}
