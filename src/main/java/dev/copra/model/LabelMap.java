package dev.copra.model;

import dev.copra.mask.Box;
import java.util.Map;

/**
 * A label for each pixel, [1, h, w] or [h, w], of whole numbers (DeepLab of TensorFlow). A category that the model does not
 * know is taken for whatever is not background, if label 0 is one.
 *
 * @param output its name
 * @param labels by the keys of the classes' names
 * @param background whether label 0 is everything that no other class is
 */
record LabelMap(String output, Map<String, Integer> labels, boolean background) implements PixelFamily {
    @Override
    public MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category)
            throws ModelException {
        Tensor map = outputs.get(output);
        if (map == null || map.rank() < 2) {
            throw new ModelException("the model gives no map " + output);
        }
        Integer label = category == null ? null : labels.get(ClassNames.key(category));
        if (label == null && !background) {
            return null;
        }
        float[] member = map.floats(0, map.dim(-2) * map.dim(-1));
        for (int i = 0; i < member.length; i++) {
            boolean in = label == null ? member[i] != 0 : member[i] == label;
            member[i] = in ? 1 : 0;
        }
        return new MaskMap(new Grid(member, map.dim(-2), map.dim(-1)).at(placement, box), false, Double.NaN);
    }
}
