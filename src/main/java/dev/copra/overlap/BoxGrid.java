package dev.copra.overlap;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Finds the boxes that may overlap a box without looking at all of them. Boxes of about one size make a {@link Level}, in rows as
 * high as half of that size, in which they stand in the order of their centres; so what is near a box is a stretch of a few rows.
 * Boxes are x, y, width, height. Of few boxes all are looked at.
 */
final class BoxGrid {
    private static final int FEW = 32;
    private static final double FARTHEST_CENTRE = 1e307;

    private final double[] boxes;
    private final boolean[] gone;
    /** The smallest first. */
    private final Level[] levels;

    /** Holds all boxes that have an extent; others overlap none. @param boxes four numbers each, all finite; not copied */
    BoxGrid(double[] boxes) {
        this.boxes = boxes;
        int count = boxes.length / 4;
        gone = new boolean[count];
        levels = count <= FEW ? null : Level.of(boxes);
    }

    /** Takes out a box; may be called by those who are told of candidates. */
    void remove(int box) {
        gone[box] = true;
    }

    /**
     * Calls for each box held that may overlap a box, once, in no particular order; the box itself may be among them.
     *
     * @param least only boxes whose IoU with it is above this are wanted, though others may be told, too; from 0 to 1
     */
    void near(int box, double least, IntConsumer candidates) {
        double width = boxes[4 * box + 2];
        double height = boxes[4 * box + 3];
        if (!(width > 0 && height > 0)) {
            return;
        }
        if (levels == null) {
            for (int other = 0; other < gone.length; other++) {
                if (!gone[other]) {
                    candidates.accept(other);
                }
            }
            return;
        }
        double x = centre(boxes[4 * box], width);
        double y = centre(boxes[4 * box + 1], height);
        double largest = Math.max(width, height);
        for (Level level : levels) {
            // sides of boxes whose IoU is above a number have a ratio above it, too
            if (level.side * 1.001 >= least * largest && largest * 1.001 >= least * level.side / 2) {
                double across = reach(boxes[4 * box], width, level.side, least);
                double down = reach(boxes[4 * box + 1], height, level.side, least);
                level.visit(x, across, y, down, gone, candidates);
            }
        }
    }

    private static double centre(double from, double length) {
        // beyond that, numbers would end; and centres only come nearer to each other
        return Math.max(-FARTHEST_CENTRE, Math.min(FARTHEST_CENTRE, from + length / 2));
    }

    /**
     * How far the centres of two boxes can be from each other along an axis. What they have in common along it is more than {@code
     * least} of the longer one and at most half of both together less that distance.
     *
     * @param length of the one
     * @param most that the other's length can be
     */
    private static double reach(double from, double length, double most, double least) {
        double longer = Math.max(length, most);
        double equal = least >= .5 && length <= most ? length : most;
        double reach = length / 2 + equal / 2 - least * Math.max(length, equal);
        double rounding = longer * 1e-9 + 8 * Math.ulp(Math.abs(from) + longer);
        return Math.min(Math.max(reach, 0) + rounding, 2 * FARTHEST_CENTRE);
    }

    /** Boxes whose longer side is above half of {@link #side} and at most that. */
    private static final class Level {
        private static final double FARTHEST = 1e15;

        final double side;
        /** The rows that there are, in their order. */
        private final long[] rows;
        /** For each row the index of its first box, and of the one behind its last. */
        private final int[] starts;

        private final int[] ends;
        private final int[] goneOf;
        private final int[] members;
        private final float[] xs;
        private final float[] ys;

        private Level(double side, double[] boxes, int[] of) {
            this.side = side;
            long[] rowOf = new long[of.length];
            for (int i = 0; i < of.length; i++) {
                rowOf[i] = row(centre(boxes[4 * of[i] + 1], boxes[4 * of[i] + 3]));
            }
            rows = Arrays.stream(rowOf).sorted().distinct().toArray();
            starts = new int[rows.length];
            ends = new int[rows.length];
            goneOf = new int[rows.length];
            for (long row : rowOf) {
                ends[Arrays.binarySearch(rows, row)]++;
            }
            for (int r = 1; r < rows.length; r++) {
                ends[r] += ends[r - 1];
                starts[r] = ends[r - 1];
            }
            // the order of floats, and the index
            long[] keys = new long[of.length];
            int[] next = starts.clone();
            for (int i = 0; i < of.length; i++) {
                float x = (float) centre(boxes[4 * of[i]], boxes[4 * of[i] + 2]);
                keys[next[Arrays.binarySearch(rows, rowOf[i])]++] = (long) ordered(x) << 32 | of[i];
            }
            members = new int[of.length];
            xs = new float[of.length];
            ys = new float[of.length];
            for (int r = 0; r < rows.length; r++) {
                Arrays.sort(keys, starts[r], ends[r]);
            }
            for (int i = 0; i < of.length; i++) {
                int box = (int) keys[i];
                members[i] = box;
                xs[i] = (float) centre(boxes[4 * box], boxes[4 * box + 2]);
                ys[i] = (float) centre(boxes[4 * box + 1], boxes[4 * box + 3]);
            }
        }

        static Level[] of(double[] boxes) {
            int count = boxes.length / 4;
            long[] byLevel = new long[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                double width = boxes[4 * i + 2];
                double height = boxes[4 * i + 3];
                if (width > 0 && height > 0) {
                    byLevel[size++] = (long) Math.getExponent(Math.max(width, height)) << 32 | i;
                }
            }
            Arrays.sort(byLevel, 0, size);
            Level[] levels = new Level[0];
            for (int from = 0; from < size; ) {
                int to = from;
                while (to < size && byLevel[to] >> 32 == byLevel[from] >> 32) {
                    to++;
                }
                int[] of = new int[to - from];
                for (int i = from; i < to; i++) {
                    of[i - from] = (int) byLevel[i];
                }
                double side = Math.min(Math.scalb(1.0, (int) (byLevel[from] >> 32) + 1), Double.MAX_VALUE);
                levels = Arrays.copyOf(levels, levels.length + 1);
                levels[levels.length - 1] = new Level(side, boxes, of);
                from = to;
            }
            return levels;
        }

        private long row(double y) {
            // far beyond all images, where neighbouring rows cannot be told apart
            return (long) Math.max(-FARTHEST, Math.min(FARTHEST, Math.floor(y / side * 2)));
        }

        private static int ordered(float number) {
            int bits = Float.floatToIntBits(number + 0f);
            return bits ^ bits >> 31 & Integer.MAX_VALUE;
        }

        void visit(double x, double across, double y, double down, boolean[] gone, IntConsumer candidates) {
            long last = row(y + down);
            int r = Arrays.binarySearch(rows, row(y - down));
            // rounding keeps the order
            float left = (float) (x - across);
            float right = (float) (x + across);
            float top = (float) (y - down);
            float bottom = (float) (y + down);
            for (r = r < 0 ? -r - 1 : r; r < rows.length && rows[r] <= last; r++) {
                int end = ends[r];
                int found = 0;
                for (int at = first(left, starts[r], end); at < end && xs[at] <= right; at++) {
                    if (gone[members[at]]) {
                        found++;
                    } else if (ys[at] >= top && ys[at] <= bottom) {
                        candidates.accept(members[at]);
                    }
                }
                goneOf[r] += found;
                if (goneOf[r] > end - starts[r]) {
                    compact(r, gone);
                }
            }
        }

        /** Index of the first box of a row that is not before a place. */
        private int first(float x, int start, int end) {
            int low = start;
            int high = end;
            while (low < high) {
                int middle = low + high >>> 1;
                if (xs[middle] < x) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Closes up a row when as many that are gone were come across as it has boxes. */
        private void compact(int row, boolean[] gone) {
            int size = starts[row];
            for (int at = starts[row]; at < ends[row]; at++) {
                if (!gone[members[at]]) {
                    members[size] = members[at];
                    xs[size] = xs[at];
                    ys[size++] = ys[at];
                }
            }
            ends[row] = size;
            goneOf[row] = 0;
        }
    }
}
