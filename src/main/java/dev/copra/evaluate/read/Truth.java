package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a truth file says.
 *
 * @param objects its annotations
 * @param images slots of the images that it lists, among those of the objects
 * @param categories in the order of the file
 * @param sizes of the images; empty unless masks were read
 * @param labels what the protocol needs to know of images as a whole; empty for COCO
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

    /** Whether somebody looked for a category in an image, and said so. */
    public boolean isVerified(Id image, Id category) {
        return labels.isPresent(image, category) || labels.isAbsent(image, category);
    }

    /** Whether it says of any image what was looked for. */
    public boolean hasVerifiedLabels() {
        return labels.any();
    }

    /** The images that are easy (a crowd index below .2), medium (below .8) and hard, as CrowdPose has it; by that name. */
    public Map<String, List<Id>> byCrowding() {
        Map<String, List<Id>> groups = new LinkedHashMap<>();
        List.of("easy", "medium", "hard").forEach(name -> groups.put(name, new ArrayList<>()));
        labels.crowding()
                .forEach((image, index) -> groups.get(index < .2 ? "easy" : index < .8 ? "medium" : "hard")
                        .add(image));
        return groups;
    }

    /**
     * Width and height of each box, one after the other: crowds are left out, and boxes without extent.
     *
     * @param inputSize boxes are scaled as their image is, so that its longer side has this length; those on images of unknown size
     *     are left out; 0 for boxes as they are
     */
    public double[] boxShapes(double inputSize) {
        double[] all = new double[2 * objects.size];
        int count = 0;
        for (int i = 0; i < objects.size; i++) {
            double width = objects.box[4 * i + 2];
            double height = objects.box[4 * i + 3];
            ImageSizes.Size size = inputSize > 0 ? sizes.get(objects.imageId(i)) : null;
            double scale = size == null ? inputSize > 0 ? 0 : 1 : inputSize / Math.max(size.height(), size.width());
            if (!objects.crowd[i] && width * scale > 0 && height * scale > 0) {
                all[count++] = width * scale;
                all[count++] = height * scale;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** The number of annotations. */
    public int size() {
        return objects.size;
    }
}
