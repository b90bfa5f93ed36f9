package dev.copra.model.pixel;

import dev.copra.mask.Box;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.Tensor;
import java.util.Map;

/** Reads the answer of a model that says of each pixel what it is: a pure function of its outputs. */
interface PixelReader {
    /** The output that is read. */
    String output();

    /**
     * How surely each pixel of a box belongs to an object of a category.
     *
     * @param outputs by name
     * @param placement of the crop in the model's input
     * @param box in the crop
     * @param category its name, or null
     * @return a map over the box in the crop; null if the model does not know the category and has no background to set
     *     objects of all kinds against
     */
    MaskMap map(Map<String, Tensor> outputs, Placement placement, Box box, String category) throws ModelException;
}
