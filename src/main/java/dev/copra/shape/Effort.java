package dev.copra.shape;

/**
 * How much work one segmentation may cost, counted in steps of some nanoseconds: the comparison of two sides, or of a point
 * and a side. Few rings need more than a millionth of the limit; without one, a file of some kilobytes could keep a computer
 * busy for hours. The count depends on the input alone, so that every computer gives up at the same place.
 */
public final class Effort {
    private static final long LIMIT = 20_000_000;

    private long left = LIMIT;

    /** Takes steps from what is left. @return whether there were as many */
    boolean spend(long steps) {
        left = Math.max(-1, left - steps);
        return left >= 0;
    }

    /** Whether more was needed than there was: then something was not looked at. */
    public boolean isExhausted() {
        return left < 0;
    }
}
