package dev.copra.box2mask;

import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * An annotation that gets a mask, or that stands beside one that does.
 *
 * @param id the annotation's id; {@link Id#NONE} if it has none
 * @param box its box, not clipped to the image
 * @param category its category's name, or null if the file does not declare it
 * @param categoryId its category's id; {@link Id#NONE} if it has none
 * @param keypoints COCO's flat triples x, y, v, or null if it has none or the strategy needs none
 * @param crowd whether it is a crowd region
 * @param known its mask, of the image's size, if it has one that stays; null where it has none or where one is sought
 */
public record Target(Id id, Box box, String category, Id categoryId, double[] keypoints, boolean crowd, Rle known) {

    /** An annotation without a mask. */
    public Target(Id id, Box box, String category, Id categoryId, double[] keypoints, boolean crowd) {
        this(id, box, category, categoryId, keypoints, crowd, null);
    }

    /** The same annotation with another box. */
    public Target withBox(Box other) {
        return new Target(id, other, category, categoryId, keypoints, crowd, known);
    }

    /** The same annotation with a mask that stays. */
    public Target withKnown(Rle mask) {
        return new Target(id, box, category, categoryId, keypoints, crowd, mask);
    }
}
