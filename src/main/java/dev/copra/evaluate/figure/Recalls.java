package dev.copra.evaluate.figure;

/** The recalls at which a curve is read. */
public final class Recalls {
    private Recalls() {}

    /**
     * How many of the truths must be found for each recall: the least n for which the double n / truths is not below it. So a
     * curve can be read without a division and a search at each of its points.
     *
     * @param recalls ascending
     */
    public static int[] needed(double[] recalls, int truths) {
        int[] needed = new int[recalls.length];
        int n = 0;
        for (int r = 0; r < recalls.length; r++) {
            // not above what is sought, and so near that a step or two lead there
            n = Math.max(n, (int) (recalls[r] * truths) - 1);
            while ((double) n / truths < recalls[r]) {
                n++;
            }
            needed[r] = n;
        }
        return needed;
    }
}
