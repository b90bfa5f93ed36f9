package dev.copra.overlap;

/**
 * A queue of objects by scores that only ever become less: the best first, of equals the first object. A score that has become
 * less is noticed when its object comes to the front, so that lowering one costs nothing.
 */
final class FallingScores {
    private final double[] scores;
    /** A binary heap of objects by {@link #keys}, which are their scores or what these were before. */
    private final int[] heap;

    private final double[] keys;
    private int size;

    /** @param scores none NaN; not copied: the owner lowers them */
    FallingScores(double[] scores) {
        this.scores = scores;
        keys = scores.clone();
        heap = new int[scores.length];
        size = scores.length;
        for (int i = 0; i < size; i++) {
            heap[i] = i;
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The object with the best score, which leaves the queue. */
    int removeBest() {
        int best = heap[0];
        while (keys[best] != scores[best]) {
            keys[best] = scores[best];
            sink(0);
            best = heap[0];
        }
        heap[0] = heap[--size];
        sink(0);
        return best;
    }

    private void sink(int from) {
        int at = from;
        int object = heap[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBetter(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBetter(heap[child], object)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = object;
    }

    private boolean isBetter(int a, int b) {
        return keys[a] > keys[b] || keys[a] == keys[b] && a < b;
    }
}
