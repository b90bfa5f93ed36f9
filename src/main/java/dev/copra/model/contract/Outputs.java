package dev.copra.model.contract;

import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/** A model's outputs, with their shapes checked. */
public final class Outputs {
    private Outputs() {}

    /**
     * An output.
     *
     * @param shape that it must have; -1 where any length will do
     * @throws ModelException if it is not there or has another shape
     */
    public static Tensor of(Map<String, Tensor> outputs, String name, int... shape) throws ModelException {
        Tensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new ModelException("the model gives no output " + name);
        }
        boolean fits = tensor.rank() == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] < 0 || tensor.dim(i) == shape[i];
        }
        if (!fits) {
            throw new ModelException("output " + name + " has the shape " + Arrays.toString(tensor.shape())
                    + " and not " + Arrays.toString(shape).replace("-1", "?"));
        }
        return tensor;
    }
}
