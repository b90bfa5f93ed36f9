package dev.copra.evaluate.numpy;

import java.util.Arrays;

/**
 * Sorts indices by score, the highest first, equals in the order in which they stood, as numpy's {@code argsort} of the
 * negated scores does by {@code mergesort}. Scores must not be NaN; -0.0 and 0.0 are equal.
 */
public final class StableOrder {
    private static final int SHORT = 12;

    private StableOrder() {}

    /** Sorts a part of {@code indices}. */
    public static void byScore(double[] score, int[] indices, int from, int to) {
        if (to - from <= SHORT) {
            insertionSort(score, indices, from, to);
        } else {
            int[] copy = Arrays.copyOfRange(indices, from, to);
            mergeSort(score, copy, 0, to - from, indices, from);
        }
    }

    private static void insertionSort(double[] score, int[] indices, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moved = indices[i];
            double value = score[moved];
            int at = i;
            while (at > from && score[indices[at - 1]] < value) {
                indices[at] = indices[at - 1];
                at--;
            }
            indices[at] = moved;
        }
    }

    /** Sorts source[from..to), which target holds a copy of at an offset, into that place of target. */
    private static void mergeSort(double[] score, int[] source, int from, int to, int[] target, int offset) {
        if (to - from <= SHORT) {
            insertionSort(score, target, offset + from, offset + to);
            return;
        }
        int middle = from + to >>> 1;
        mergeSort(score, target, offset + from, offset + middle, source, -offset);
        mergeSort(score, target, offset + middle, offset + to, source, -offset);
        int left = from;
        int right = middle;
        for (int at = offset + from; at < offset + to; at++) {
            boolean takeRight = left == middle || right < to && score[source[right]] > score[source[left]];
            target[at] = takeRight ? source[right++] : source[left++];
        }
    }
}
