package dev.copra.draw;

import dev.copra.coco.id.Id;
import dev.copra.draw.item.Pose;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * An annotation as its document has it.
 *
 * @param index of its record, from 0
 * @param id {@link Id#NONE} if it has none
 * @param category {@link Id#NONE} if it has none
 * @param name of its category, or its id where the document does not name it; null if it has none
 * @param score NaN if it has none
 * @param mask of the image's size, or null
 * @param box upright, or null
 * @param corners of a turned box, or null
 * @param pose or null
 * @param crowd whether it stands for a group of objects
 */
public record ShownObject(
        long index,
        Id id,
        Id category,
        String name,
        double score,
        Rle mask,
        Box box,
        double[] corners,
        Pose pose,
        boolean crowd) {

    /** The upright box around it; null if it is nowhere. */
    Box bounds() {
        return box != null ? box : mask != null && !mask.isEmpty() ? mask.bounds() : null;
    }
}
