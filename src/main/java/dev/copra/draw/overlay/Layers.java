package dev.copra.draw.overlay;

import dev.copra.draw.item.Item;

/**
 * What is drawn of each item, as far as the item has it.
 *
 * @param boxes which boxes are drawn
 * @param masks masks and their outlines
 * @param poses keypoints and what joins them
 * @param labels names
 */
public record Layers(Boxes boxes, boolean masks, boolean poses, boolean labels) {
    /** Nothing. */
    public static final Layers NONE = new Layers(Boxes.NONE, false, false, false);

    /** Which boxes. */
    public enum Boxes {
        /** No box. */
        NONE,
        /** Of what has no mask. */
        WITHOUT_MASK,
        /** The box of every item: its own, or that around its mask. */
        ALL
    }

    /** Whether an item's box is drawn. */
    boolean showsBox(boolean hasMask) {
        return boxes == Boxes.ALL || boxes == Boxes.WITHOUT_MASK && !hasMask;
    }

    /** Whether anything of an item is drawn but its name. */
    boolean shows(Item item) {
        return masks && item.mask() != null
                || item.bounds() != null && showsBox(item.mask() != null)
                || poses && item.pose() != null;
    }
}
