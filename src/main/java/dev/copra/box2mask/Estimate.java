package dev.copra.box2mask;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/** What a strategy says of one box. */
public sealed interface Estimate {

    /**
     * A finished mask of the image's size.
     *
     * @param confidence the IoU with the true mask that the strategy itself expects, in [0, 1]; NaN if it does not tell
     * @param within no pixel outside the rasterisation of this box stays in the mask: the target's, or what the strategy takes
     *     for it
     */
    record Exact(Rle mask, double confidence, Box within) implements Estimate {
        /** A mask of which the strategy does not say how good it is. */
        public Exact(Rle mask, Box within) {
            this(mask, Double.NaN, within);
        }
    }

    /**
     * A probability for each pixel of a window, 0 outside of it.
     *
     * @param window where the map lies
     * @param probability row-major over the window, in [0, 1]
     * @param box the target's box, or what the strategy takes for it
     * @param within no pixel outside the rasterisation of this box gets into the mask; the box, or larger where it is not
     *     exact
     */
    record Soft(Window window, float[] probability, Box box, Box within) implements Estimate {
        /** A map that ends at the box. */
        public Soft(Window window, float[] probability, Box box) {
            this(window, probability, box, box);
        }
    }

    /**
     * No mask can be inferred; the fallback takes over.
     *
     * @param reason a short phrase by which it is counted
     * @param failed whether the strategy has failed on this box, which is told, rather than found nothing to go by
     */
    record None(String reason, boolean failed) implements Estimate {
        /** Nothing was found to go by. */
        public None(String reason) {
            this(reason, false);
        }
    }
}
