package dev.copra.evaluate;

/** The recalls at which a curve is read. */
final class Recalls {
    static final int COUNT = 101;
    private static final double[] VALUES = Rules.spaced(0, 1, COUNT);

    private Recalls() {}

    /**
     * How many of the truths must be found for each recall: the least n for which the double n / truths is not below it. So a
     * curve can be read without a division and a search at each of its points.
     */
    static int[] needed(int truths) {
        int[] needed = new int[COUNT];
        int n = 0;
        for (int r = 0; r < COUNT; r++) {
            while ((double) n / truths < VALUES[r]) {
                n++;
            }
            needed[r] = n;
        }
        return needed;
    }
}
