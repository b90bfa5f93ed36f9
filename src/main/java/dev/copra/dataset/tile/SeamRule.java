package dev.copra.dataset.tile;

/**
 * What becomes of what several tiles have found of one object. Two are taken for one object if they are of different tiles and one
 * category and if, within the strip that both tiles show, they cover the same pixels: masks if both have one, else boxes.
 *
 * @param action what is done with them
 * @param iou they are one if the IoU within the strip is more than this, 0 to 1
 * @param agnostic whether those of different categories may be one, too
 */
public record SeamRule(Action action, double iou, boolean agnostic) {
    /** What is done with several that are one. */
    public enum Action {
        /** They become one: the union of their masks and boxes, with the best score. */
        MERGE,
        /** The one with the best score stays, as by non-maximum suppression. */
        SUPPRESS,
        /** All stay. */
        KEEP
    }

    /**
     * Checks the IoU.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public SeamRule {
        if (!(iou >= 0 && iou <= 1)) {
            throw new IllegalArgumentException("an IoU is from 0 to 1");
        }
    }
}
