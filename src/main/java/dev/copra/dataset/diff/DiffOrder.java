package dev.copra.dataset.diff;

import java.util.Arrays;
import java.util.BitSet;

/** Which elements have to be moved to make one order of the other: as few as possible. */
final class DiffOrder {
    private DiffOrder() {}

    /**
     * The elements of b that are not in the longest sequence that ascends in a.
     *
     * @param ofB for each element of b its place in a, different ones, or {@link DiffPart#NONE}
     */
    static BitSet moved(int[] ofB) {
        BitSet moved = new BitSet();
        if (ascends(ofB)) {
            return moved;
        }
        // ends[k] is the element of b at which the best sequence of k + 1 elements ends
        int[] ends = new int[ofB.length];
        int[] before = new int[ofB.length];
        int length = 0;
        for (int i = 0; i < ofB.length; i++) {
            if (ofB[i] == DiffPart.NONE) {
                continue;
            }
            moved.set(i);
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ofB[ends[middle]] < ofB[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        for (int i = ends[length - 1]; i >= 0; i = before[i]) {
            moved.clear(i);
        }
        return moved;
    }

    private static boolean ascends(int[] ofB) {
        int[] matched = Arrays.stream(ofB).filter(at -> at != DiffPart.NONE).toArray();
        for (int i = 1; i < matched.length; i++) {
            if (matched[i] < matched[i - 1]) {
                return false;
            }
        }
        return true;
    }
}
