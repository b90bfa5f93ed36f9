package dev.copra.overlap;

import dev.copra.collect.LongIndex;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Finds the boxes that may overlap a box without looking at all of them. A box lies in the few cells that it touches of a grid
 * whose cells are as large as it is, to a power of two; so there is a grid for each size. Boxes are x, y, width, height.
 */
final class BoxGrid {
    private static final int REMOVED = -1;
    private static final int LEVELS = Double.MAX_EXPONENT - Double.MIN_EXPONENT + 3;

    private final double[] boxes;
    private final LongIndex cells = new LongIndex();
    /** For each cell its first entry, one higher; for each entry its box and the next entry, one higher. */
    private int[] first = new int[64];

    private int[] boxOf = new int[64];
    private int[] next = new int[64];
    private int entries;

    /** For each level its boxes. */
    private final int[][] members = new int[LEVELS][];

    private final int[] sizes = new int[LEVELS];
    private int lowest = LEVELS;
    private int highest = -1;

    /** The query that has seen a box last; {@link #REMOVED} for one that is no longer looked for. */
    private final int[] seen;

    private int query;

    /** @param boxes four numbers each, all finite; not copied */
    BoxGrid(double[] boxes) {
        this.boxes = boxes;
        seen = new int[boxes.length / 4];
    }

    /** Takes in a box. One without extent overlaps none and is left out. */
    void add(int box) {
        int level = level(box);
        if (level < 0) {
            return;
        }
        lowest = Math.min(lowest, level);
        highest = Math.max(highest, level);
        if (members[level] == null) {
            members[level] = new int[4];
        } else if (sizes[level] == members[level].length) {
            members[level] = Arrays.copyOf(members[level], 2 * sizes[level]);
        }
        members[level][sizes[level]++] = box;
        double size = side(level);
        for (long x = cell(boxes[4 * box], size); x <= cell(boxes[4 * box] + boxes[4 * box + 2], size); x++) {
            for (long y = cell(boxes[4 * box + 1], size);
                    y <= cell(boxes[4 * box + 1] + boxes[4 * box + 3], size);
                    y++) {
                put(cells.add(key(level, x, y)), box);
            }
        }
    }

    private void put(int cell, int box) {
        if (cell >= first.length) {
            first = Arrays.copyOf(first, 2 * cell);
        }
        if (entries == boxOf.length) {
            boxOf = Arrays.copyOf(boxOf, 2 * entries);
            next = Arrays.copyOf(next, 2 * entries);
        }
        boxOf[entries] = box;
        next[entries] = first[cell];
        first[cell] = ++entries;
    }

    /** Takes out a box; may be called by those who are told of candidates. */
    void remove(int box) {
        seen[box] = REMOVED;
    }

    /** Calls for each box taken in that may overlap a box, once, in no particular order; the box itself may be among them. */
    void near(int box, IntConsumer candidates) {
        if (level(box) < 0) {
            return;
        }
        query++;
        double left = boxes[4 * box];
        double top = boxes[4 * box + 1];
        for (int level = lowest; level <= highest; level++) {
            if (sizes[level] == 0) {
                continue;
            }
            double size = side(level);
            long fromX = cell(left, size);
            long toX = cell(left + boxes[4 * box + 2], size);
            long fromY = cell(top, size);
            long toY = cell(top + boxes[4 * box + 3], size);
            if (((double) toX - fromX + 1) * ((double) toY - fromY + 1) > sizes[level]) {
                visitAll(level, candidates);
                continue;
            }
            for (long x = fromX; x <= toX; x++) {
                for (long y = fromY; y <= toY; y++) {
                    visit(cells.find(key(level, x, y)), candidates);
                }
            }
        }
    }

    private void visitAll(int level, IntConsumer candidates) {
        int left = 0;
        for (int i = 0; i < sizes[level]; i++) {
            int found = members[level][i];
            if (seen[found] != REMOVED) {
                members[level][left++] = found;
                candidates.accept(found);
            }
        }
        sizes[level] = left;
    }

    private void visit(int cell, IntConsumer candidates) {
        int before = 0;
        for (int entry = cell < 0 ? 0 : first[cell]; entry != 0; entry = next[entry - 1]) {
            int found = boxOf[entry - 1];
            if (seen[found] == REMOVED) {
                unlink(cell, before, entry);
                continue;
            }
            before = entry;
            if (seen[found] != query) {
                seen[found] = query;
                candidates.accept(found);
            }
        }
    }

    private void unlink(int cell, int before, int entry) {
        if (before == 0) {
            first[cell] = next[entry - 1];
        } else {
            next[before - 1] = next[entry - 1];
        }
    }

    private int level(int box) {
        double width = boxes[4 * box + 2];
        double height = boxes[4 * box + 3];
        return width > 0 && height > 0 ? Math.getExponent(Math.max(width, height)) + 1 - Double.MIN_EXPONENT + 1 : -1;
    }

    private static double side(int level) {
        return Math.scalb(1.0, level + Double.MIN_EXPONENT - 1);
    }

    private static long cell(double at, double size) {
        // far beyond all images, where neighbouring cells cannot be told apart
        return (long) Math.max(-1e15, Math.min(1e15, Math.floor(at / size)));
    }

    /** Cells that share a key by chance only have more candidates. */
    private static long key(int level, long x, long y) {
        long key = (level * 0x9E3779B97F4A7C15L ^ x) * 0xBF58476D1CE4E5B9L;
        return (key ^ key >>> 32 ^ y) * 0x94D049BB133111EBL;
    }
}
