package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import java.util.Map;

/** A layout in which models say of each pixel what it is. A class a family, each a pure function of the model's outputs. */
interface PixelFamily {
    /** The crop as the model wants it, before it is scaled and normalised. */
    default Planar<GrayU8> prepared(Planar<GrayU8> crop) {
        return crop;
    }

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
