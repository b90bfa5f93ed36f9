package dev.copra.box2mask;

import dev.copra.coco.Id;
import dev.copra.mask.Box;

/**
 * An annotation without its mask.
 *
 * @param id the annotation's id; {@link Id#NONE} if it has none
 * @param box its box, not clipped to the image
 * @param category its category's name, or null if the file does not declare it
 * @param categoryId its category's id; {@link Id#NONE} if it has none
 * @param keypoints COCO's flat triples x, y, v, or null if it has none or the strategy needs none
 * @param crowd whether it is a crowd region
 */
public record Target(Id id, Box box, String category, Id categoryId, double[] keypoints, boolean crowd) {

    /** The same annotation with another box. */
    public Target withBox(Box other) {
        return new Target(id, other, category, categoryId, keypoints, crowd);
    }
}
