package dev.copra.model;

import dev.copra.model.InstanceModel.Instance;
import java.util.List;
import java.util.Map;

/**
 * A layout in which models give the instances of a whole image. A class a family, each a pure function of the model's outputs;
 * what is done with the image before is {@link Preparation}'s.
 */
public interface InstanceFamily {
    /**
     * Reads a model's answer.
     *
     * @param outputs by name
     * @param placement of the image in the model's input
     * @param least detections that score less are left out
     * @return the instances, the best first; those of equal score in the model's order
     * @throws ModelException if an output has not the shape that the family's has
     */
    List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least) throws ModelException;
}
