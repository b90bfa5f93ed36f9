package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import java.util.List;

/** Finds the instances of an image by itself: Mask R-CNN, YOLO, DETR and their kin. */
public non-sealed interface InstanceModel extends SegmentationModel {

    /**
     * An instance that was found.
     *
     * @param box in the image's pixels, within the image
     * @param label the model's own number of the category
     * @param category the category's name, or null if neither the model nor the settings know one
     * @param score in [0, 1]
     * @param mask its pixels; null where the model has found none
     */
    record Instance(Box box, int label, String category, double score, MaskMap mask) {}

    /**
     * Finds instances.
     *
     * @param rgb red, green and blue in sRGB, 8 bits; read only
     * @param minScore those of a lower score are left out, and cost no mask
     * @return by falling score
     * @throws ModelException if the model fails on the image
     */
    List<Instance> instances(Planar<GrayU8> rgb, double minScore) throws ModelException;
}
