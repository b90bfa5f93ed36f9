package dev.copra.evaluate;

import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a truth file says.
 *
 * @param objects its annotations
 * @param images slots of the images that it lists, among those of the objects
 * @param categories in the order of the file
 * @param sizes of the images; empty unless masks were read
 * @param labels for LVIS, which categories were looked for in which image; else empty
 */
public record Truth(Instances objects, int[] images, List<Category> categories, ImageSizes sizes, ImageLabels labels) {

    /** The ids of the images that it lists. */
    public Set<Id> imageIds() {
        Set<Id> ids = new HashSet<>();
        for (int slot : images) {
            ids.add(objects.images.id(slot));
        }
        return ids;
    }

    /** The number of annotations. */
    public int size() {
        return objects.size;
    }
}
