package dev.copra.model;

import dev.copra.mask.Box;
import java.util.Map;

/**
 * How much each pixel is foreground, [1, 1, h, w] (U2-Net, IS-Net): stretched so that the least value of the crop becomes 0
 * and the greatest 1, as the authors of U2-Net do. Any category is foreground.
 *
 * @param output its name
 */
record Saliency(String output) implements PixelFamily {
    @Override
    public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
            throws ModelException {
        Tensor map = Outputs.of(outputs, output, 1, 1, -1, -1);
        float[] values = map.floats();
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = most > least ? (values[i] - least) / (most - least) : 0;
        }
        return new MaskMap(new Grid(values, map.dim(2), map.dim(3)).at(placement, box), false, Double.NaN);
    }
}
