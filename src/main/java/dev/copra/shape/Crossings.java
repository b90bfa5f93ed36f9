package dev.copra.shape;

import dev.copra.mask.Rle;
import java.util.Arrays;

/**
 * Collects where an outline passes the columns of an image, in any order, and reads the mask off them: from each crossing
 * downwards the pixels of its column are toggled. Columns with few crossings, that is nearly all, have slots in which
 * they are sorted at once; one more sends all of them to a list that is sorted as a whole.
 */
final class Crossings {
    private static final int SLOTS = 8;
    private static final int MAX_COLUMNS = 1 << 16;

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

    /** Starts a mask whose crossings are all in the columns from first to last, both within the image. */
    void begin(int height, int width, int first, int last) {
        this.height = height;
        this.width = width;
        firstColumn = first;
        columns = last - first + 1;
        listed = 0;
        listing = columns > MAX_COLUMNS;
        if (!listing && used.length < columns) {
            used = new int[Math.max(columns, 1024)];
            slots = new int[SLOTS * used.length];
        }
    }

    /**
     * Adds a crossing of a column at height v, in fifths of a pixel. It takes effect from the first row on whose centre, at
     * 5 * row + 2 on this grid, is not above v, and stays within the column.
     */
    void add(int column, int v) {
        int row = (int) Math.min((Math.max(v, -2) + 2L) / 5, height);
        if (!listing) {
            int at = column - firstColumn;
            int count = used[at];
            if (count < SLOTS) {
                slots[SLOTS * at + count] = row;
                used[at] = count + 1;
                return;
            }
            moveToList();
        }
        append(column * height + row);
    }

    /** The mask. */
    Rle finish() {
        return listing ? fromList() : fromSlots();
    }

    private Rle fromSlots() {
        int[] counts = new int[SLOTS * columns + 2];
        int size = 0;
        int end = 0;
        for (int i = 0; i < columns; i++) {
            int count = used[i];
            used[i] = 0;
            int base = SLOTS * i;
            if (count > 2) {
                Arrays.sort(slots, base, base + count);
            } else if (count == 2 && slots[base] > slots[base + 1]) {
                int upper = slots[base + 1];
                slots[base + 1] = slots[base];
                slots[base] = upper;
            }
            int column = (firstColumn + i) * height;
            // an outline is closed, so it crosses a column an even number of times
            for (int slot = base; slot < base + count; slot += 2) {
                int start = column + slots[slot];
                int length = slots[slot + 1] - slots[slot];
                if (length == 0) {
                    continue;
                }
                if (start == end && size > 0) {
                    counts[size - 1] += length;
                } else {
                    counts[size++] = start - end;
                    counts[size++] = length;
                }
                end = start + length;
            }
        }
        int pixels = height * width;
        if (end < pixels || size == 0) {
            counts[size++] = pixels - end;
        }
        return new Rle(height, width, Arrays.copyOf(counts, size));
    }

    private Rle fromList() {
        cancelPairs();
        int pixels = height * width;
        boolean open = listed == 0 || list[listed - 1] < pixels;
        int[] counts = new int[listed + (open ? 1 : 0)];
        int end = 0;
        for (int i = 0; i < listed; i++) {
            counts[i] = list[i] - end;
            end = list[i];
        }
        if (open) {
            counts[listed] = pixels - end;
        }
        return new Rle(height, width, counts);
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
