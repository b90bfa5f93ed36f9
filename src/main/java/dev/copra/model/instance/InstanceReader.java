package dev.copra.model.instance;

import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Reads the answer of a model that gives the instances of a whole image: a pure function of its outputs. */
interface InstanceReader {
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
