package dev.copra.evaluate;

import dev.copra.coco.ImageSizes;
import java.util.List;

/**
 * What a truth file says.
 *
 * @param objects its annotations
 * @param images ids of its images
 * @param categories in the order of the file
 * @param sizes of the images; empty unless masks were read
 * @param labels for LVIS, which categories were looked for in which image; else empty
 */
public record Truth(Instances objects, long[] images, List<Category> categories, ImageSizes sizes, ImageLabels labels) {

    /** The number of annotations. */
    public int size() {
        return objects.size;
    }
}
