package dev.copra.draw.item;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.awt.Color;
import java.util.Objects;

/**
 * What is drawn of one annotation.
 *
 * @param mask its pixels, of the image's size, or null
 * @param box the upright box around it in the image's pixels, or null
 * @param corners x and y of the four corners of its box if that is turned, else null. Not copied
 * @param pose its keypoints, or null
 * @param crowd whether it stands for a group of objects
 * @param label its name, or null
 * @param color its colour
 */
public record Item(Rle mask, Box box, double[] corners, Pose pose, boolean crowd, String label, Color color) {
    /** Requires a colour; the rest may be missing. A mask without pixels is none: what has one is drawn by its box. */
    public Item {
        Objects.requireNonNull(color);
        mask = mask == null || mask.isEmpty() ? null : mask;
    }

    /** An object with an upright box. */
    public Item(Rle mask, Box box, String label, Color color) {
        this(mask, box, null, null, false, label, color);
    }

    /** The upright box around it: its own, or that around its mask; null if it has neither. */
    public Box bounds() {
        return box != null ? box : mask != null ? mask.bounds() : null;
    }

    /** Area in the image's pixels: what is larger is drawn first. */
    public double area() {
        return box != null ? box.area() : mask != null ? mask.area() : 0;
    }
}
