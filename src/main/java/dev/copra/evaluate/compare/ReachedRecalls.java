package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.Recalls;

/** How many recalls are reached with so many truths found of so many. Keeps the tables of few truths. For one thread. */
final class ReachedRecalls {
    private static final int KEPT = 1024;

    private final double[] recalls;
    private final int[][] kept = new int[KEPT][];

    /** @param recalls ascending */
    ReachedRecalls(double[] recalls) {
        this.recalls = recalls;
    }

    /** By the number of truths found, of so many; 0 if none is found, though the recall 0 is reached then. */
    int[] of(int truths) {
        if (truths >= KEPT) {
            return table(truths);
        }
        if (kept[truths] == null) {
            kept[truths] = table(truths);
        }
        return kept[truths];
    }

    private int[] table(int truths) {
        int[] table = new int[truths + 1];
        // without truths there is but the entry for none found
        int[] needed = truths == 0 ? new int[0] : Recalls.needed(recalls, truths);
        int reached = 0;
        for (int found = 1; found <= truths; found++) {
            while (reached < needed.length && needed[reached] <= found) {
                reached++;
            }
            table[found] = reached;
        }
        return table;
    }
}
