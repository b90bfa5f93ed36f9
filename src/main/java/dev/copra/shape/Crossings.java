package dev.copra.shape;

import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;
import java.util.Arrays;

/**
 * Collects where an outline passes the columns of an image, in any order, and reads the mask off them: from each crossing
 * downwards the pixels of its column are toggled. Columns with few crossings, that is nearly all, have slots in which
 * they are sorted at once; one more sends all of them to a list that is sorted as a whole.
 */
final class Crossings {
    private static final int SLOTS = 8;
    private static final int MAX_COLUMNS = 1 << 16;

    private final RunBuilder runs = new RunBuilder(256);
    private int height;
    private int width;
    private int firstColumn;
    private int columns;
    private int[] used = new int[0];
    private int[] slots = new int[0];

    /** Positions in column-major order. Only in use if not all crossings have found a slot. */
    private int[] list = new int[256];

    private int listed;
    private boolean listing;

    /** Starts a mask whose crossings are all in the columns from first to end, the latter excluded, within the image. */
    void begin(int height, int width, int first, int end) {
        this.height = height;
        this.width = width;
        firstColumn = first;
        columns = end - first;
        listed = 0;
        listing = columns > MAX_COLUMNS;
        if (!listing && used.length < columns) {
            used = new int[Math.max(columns, 1024)];
            slots = new int[SLOTS * used.length];
        }
    }

    /** Adds that a column is crossed above a row, which is taken to be at least 0 and at most the image's height. */
    void add(int column, int row) {
        int kept = Math.min(Math.max(row, 0), height);
        if (!listing) {
            int at = column - firstColumn;
            int count = used[at];
            if (count < SLOTS) {
                slots[SLOTS * at + count] = kept;
                used[at] = count + 1;
                return;
            }
            moveToList();
        }
        append(column * height + kept);
    }

    /**
     * How many pixels the mask has, if it is so plain that it is seen to have one part and no hole: one run in each of several columns
     * that follow each other, each meeting the one before by an edge or a corner.
     *
     * @return -1 if the mask is not so plain; then it can still be {@linkplain #finish finished}
     */
    long plainPixels() {
        if (listing) {
            return -1;
        }
        long pixels = 0;
        int top = 0;
        int bottom = 0;
        boolean ended = false;
        for (int i = 0; i < columns; i++) {
            int a = slots[SLOTS * i];
            int b = slots[SLOTS * i + 1];
            boolean empty = used[i] == 0 || used[i] == 2 && a == b;
            if (empty) {
                ended = pixels > 0;
                continue;
            }
            int least = Math.min(a, b);
            int most = Math.max(a, b);
            if (used[i] != 2 || ended || pixels > 0 && (least > bottom || top > most)) {
                return -1;
            }
            pixels += most - least;
            top = least;
            bottom = most;
        }
        if (pixels == 0) {
            return -1;
        }
        Arrays.fill(used, 0, columns, 0);
        return pixels;
    }

    /** The mask. */
    Rle finish() {
        return listing ? fromList() : fromSlots();
    }

    private Rle fromSlots() {
        for (int i = 0, column = firstColumn * height; i < columns; i++, column += height) {
            int base = SLOTS * i;
            int count = used[i];
            used[i] = 0;
            if (count == 2) {
                int a = slots[base];
                int b = slots[base + 1];
                runs.append(column + Math.min(a, b), column + Math.max(a, b));
            } else {
                appendSorted(base, base + count, column);
            }
        }
        return runs.build(height, width);
    }

    /** The crossings of one column. An outline is closed, so there is an even number of them. */
    private void appendSorted(int from, int to, int column) {
        for (int i = from + 1; i < to; i++) {
            int row = slots[i];
            int at = i;
            for (; at > from && slots[at - 1] > row; at--) {
                slots[at] = slots[at - 1];
            }
            slots[at] = row;
        }
        for (int i = from; i < to; i += 2) {
            runs.append(column + slots[i], column + slots[i + 1]);
        }
    }

    private Rle fromList() {
        cancelPairs();
        for (int i = 0; i < listed; i += 2) {
            runs.append(list[i], list[i + 1]);
        }
        return runs.build(height, width);
    }

    private void moveToList() {
        listing = true;
        for (int i = 0; i < columns; i++) {
            for (int slot = SLOTS * i; slot < SLOTS * i + used[i]; slot++) {
                append((firstColumn + i) * height + slots[slot]);
            }
            used[i] = 0;
        }
    }

    private void append(int position) {
        if (listed == list.length) {
            cancelPairs();
            if (listed > list.length / 2) {
                list = Arrays.copyOf(list, 2 * list.length);
            }
        }
        list[listed++] = position;
    }

    /** Sorts the list and takes out what toggles the same pixels twice, so that it is never longer than the image needs. */
    private void cancelPairs() {
        Arrays.sort(list, 0, listed);
        int kept = 0;
        for (int i = 0; i < listed; i++) {
            if (kept > 0 && list[kept - 1] == list[i]) {
                kept--;
            } else {
                list[kept++] = list[i];
            }
        }
        listed = kept;
    }
}
