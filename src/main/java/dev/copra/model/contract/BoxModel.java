package dev.copra.model.contract;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.graph.ModelException;
import java.util.List;

/**
 * Says what is in given boxes: promptable models (SAM and its kin), and semantic ones, which are applied to the crop of
 * each box.
 */
public non-sealed interface BoxModel extends SegmentationModel {

    /**
     * Segments boxes of one image.
     *
     * @param rgb red, green and blue in sRGB, 8 bits; read only
     * @param prompts at least one
     * @return one map a prompt, in their order; null for one that the model has no answer to
     * @throws ModelException if the model fails on the image as a whole
     */
    List<MaskMap> masks(Planar<GrayU8> rgb, List<Prompt> prompts) throws ModelException;

    /**
     * Whether the model says what the pixels around a box are, whoever they belong to: parts of its answer that are much smaller
     * than the largest one are pieces of neighbours, or noise.
     */
    default boolean crops() {
        return false;
    }
}
