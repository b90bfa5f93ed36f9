package dev.copra.box2mask;

import dev.copra.mask.Rle;

/** What a strategy says of one box. */
public sealed interface Estimate {

    /**
     * A finished mask of the image's size.
     *
     * @param confidence the IoU with the true mask that the strategy itself expects, in [0, 1]; NaN if it does not tell
     */
    record Exact(Rle mask, double confidence) implements Estimate {
        public Exact(Rle mask) {
            this(mask, Double.NaN);
        }
    }

    /**
     * A probability for each pixel of a window, 0 outside of it.
     *
     * @param window where the map lies
     * @param probability row-major over the window, in [0, 1]
     */
    record Soft(Window window, float[] probability) implements Estimate {}

    /** No mask can be inferred; the fallback takes over. The reason is a short phrase by which it is counted. */
    record None(String reason) implements Estimate {}
}
