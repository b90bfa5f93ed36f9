package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;

/**
 * A category of the truth.
 *
 * @param id as in the file; {@link Id#NONE} if categories are not told apart
 * @param name may be empty
 * @param frequency of LVIS: r, c or f; empty elsewhere
 * @param supercategory what it is one of, or empty
 * @param sigmas of its keypoints, if the file has them, else null
 */
public record Category(Id id, String name, String frequency, String supercategory, double[] sigmas) {

    /** The name for a table: the id if it has none. */
    public String label() {
        return name.isEmpty() ? id.text() : name;
    }
}
