package dev.copra.model.contract;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.graph.ModelException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Finds the instances of an image by itself: Mask R-CNN, YOLO, DETR and their kin. */
public non-sealed interface InstanceModel extends SegmentationModel {

    /**
     * An instance that was found.
     *
     * @param box in the image's pixels, within the image
     * @param label the model's own number of the category
     * @param score in [0, 1]
     * @param mask its pixels, made when they are asked for: of many candidates few stay
     */
    record Instance(Box box, int label, double score, Supplier<MaskMap> mask) {
        /** The best first. */
        public static final Comparator<Instance> BEST_FIRST =
                Comparator.comparingDouble(Instance::score).reversed();
    }

    /**
     * Finds instances.
     *
     * @param rgb red, green and blue in sRGB, 8 bits; read only
     * @param minScore those of a lower score are left out
     * @return by falling score
     * @throws ModelException if the model fails on the image
     */
    List<Instance> instances(Planar<GrayU8> rgb, double minScore) throws ModelException;

    /** The name of a label's category, or null if neither the model nor the settings know one. */
    default String category(int label) {
        return settings().classes().get(label);
    }

    /**
     * The IoU from which on two boxes of one category are the same object twice, of which the one with the lower score goes;
     * 1 if the model itself has seen to that.
     */
    double suppression();
}
