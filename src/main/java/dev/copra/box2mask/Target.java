package dev.copra.box2mask;

import dev.copra.mask.Box;

/**
 * An annotation without its mask.
 *
 * @param id the annotation's id; 0 if it has none that is a number
 * @param box its box, not clipped to the image
 * @param category its category's name, or null if the file does not declare it
 * @param categoryId its category's id, or a number that no other category of the file has; 0 if it has none
 * @param keypoints COCO's flat triples x, y, v, or null if it has none or the strategy needs none
 * @param crowd whether it is a crowd region
 */
public record Target(long id, Box box, String category, long categoryId, double[] keypoints, boolean crowd) {

    /** The same annotation with another box. */
    public Target withBox(Box other) {
        return new Target(id, other, category, categoryId, keypoints, crowd);
    }
}
