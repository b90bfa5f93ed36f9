package dev.copra.overlap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private final List<Level> levels = new ArrayList<>();
    private final int[] found;
    private int count;

    /** Holds all boxes that have an extent; others overlap none. @param boxes four numbers each, all finite; not copied */
    BoxGrid(double[] boxes) {
        this.boxes = boxes;
        gone = new boolean[boxes.length / 4];
        found = new int[gone.length];
        if (gone.length > FEW) {
            addLevels();
        }
    }

    private void addLevels() {
        long[] byLevel = new long[gone.length];
        int size = 0;
        for (int i = 0; i < gone.length; i++) {
            double width = boxes[4 * i + 2];
            double height = boxes[4 * i + 3];
            if (width > 0 && height > 0) {
                byLevel[size++] = (long) Math.getExponent(Math.max(width, height)) << 32 | i;
            }
        }
        Arrays.sort(byLevel, 0, size);
        for (int from = 0; from < size; ) {
            int exponent = (int) (byLevel[from] >> 32);
            int to = from;
            while (to < size && byLevel[to] >> 32 == exponent) {
                to++;
            }
            int[] members = new int[to - from];
            for (int i = from; i < to; i++) {
                members[i - from] = (int) byLevel[i];
            }
            levels.add(new Level(Math.min(Math.scalb(1.0, exponent + 1), Double.MAX_VALUE), members));
            from = to;
        }
    }

    /** Takes out a box. */
    void remove(int box) {
        gone[box] = true;
    }

    /**
     * Looks for the boxes held that may overlap a box, the box itself among them.
     *
     * @param least only boxes whose IoU with it is above this are wanted, though others may be found, too; from 0 to 1
     * @return how many {@link #found} has, each once, in no particular order, until the next search
     */
    int search(int box, double least) {
        count = 0;
        double width = boxes[4 * box + 2];
        double height = boxes[4 * box + 3];
        if (!(width > 0 && height > 0)) {
            return 0;
        }
        if (gone.length <= FEW) {
            for (int other = 0; other < gone.length; other++) {
                if (!gone[other]) {
                    found[count++] = other;
                }
            }
            return count;
        }
        double largest = Math.max(width, height);
        for (Level level : levels) {
            // sides of boxes whose IoU is above a number have a ratio above it, too
            if (level.side * 1.001 >= least * largest && largest * 1.001 >= least * level.side / 2) {
                level.search(box, least);
            }
        }
        return count;
    }

    /** What the last search has found. @param i from 0 */
    int found(int i) {
        return found[i];
    }

    /** @param axis 0 for x, 1 for y */
    private double centre(int box, int axis) {
        double centre = boxes[4 * box + axis] + boxes[4 * box + axis + 2] / 2;
        // beyond that, numbers would end; and centres only come nearer to each other
        return Math.max(-FARTHEST_CENTRE, Math.min(FARTHEST_CENTRE, centre));
    }

    /**
     * How far the centre of another box can be along an axis. What two boxes have in common along it is more than {@code least} of
     * the longer one and at most half of both together less that distance.
     *
     * @param most that the other box can be long
     */
    private double reach(int box, int axis, double most, double least) {
        double length = boxes[4 * box + axis + 2];
        double other = least >= .5 && length <= most ? length : most;
        double reach = length / 2 + other / 2 - least * Math.max(length, other);
        double longer = Math.max(length, most);
        double rounding = longer * 1e-9 + 8 * Math.ulp(Math.abs(boxes[4 * box + axis]) + longer);
        return Math.min(Math.max(reach, 0) + rounding, 2 * FARTHEST_CENTRE);
    }

    /** Boxes whose longer side is at least half of {@link #side} and less than that. */
    private final class Level {
        private static final double FARTHEST = 1e15;
        private static final int PLACES = 6;

        private final double side;
        /** The rows that there are, in their order. */
        private final long[] rows;
        /** For each row the index of its first box, and of the one behind its last. */
        private final int[] starts;

        private final int[] ends;
        /** For each row how many that are gone were passed. */
        private final int[] passed;

        private final int[] members;
        /** Of each box its centre, its begin and its end, in x and in y; rounded, which keeps their order. */
        private final float[] places;

        Level(double side, int[] boxesOf) {
            this.side = side;
            long[] rowOf =
                    Arrays.stream(boxesOf).mapToLong(box -> row(centre(box, 1))).toArray();
            rows = Arrays.stream(rowOf).sorted().distinct().toArray();
            starts = new int[rows.length];
            ends = new int[rows.length];
            passed = new int[rows.length];
            for (long row : rowOf) {
                ends[Arrays.binarySearch(rows, row)]++;
            }
            for (int r = 1; r < rows.length; r++) {
                starts[r] = ends[r - 1];
                ends[r] += ends[r - 1];
            }
            members = sorted(boxesOf, rowOf);
            places = new float[PLACES * members.length];
            for (int i = 0; i < members.length; i++) {
                int box = members[i];
                for (int axis = 0; axis < 2; axis++) {
                    int at = PLACES * i + 3 * axis;
                    places[at] = (float) centre(box, axis);
                    places[at + 1] = (float) boxes[4 * box + axis];
                    places[at + 2] = (float) (boxes[4 * box + axis] + boxes[4 * box + axis + 2]);
                }
            }
        }

        /** Boxes row by row, each row by centres. */
        private int[] sorted(int[] boxesOf, long[] rowOf) {
            long[] keys = new long[boxesOf.length];
            int[] next = starts.clone();
            for (int i = 0; i < boxesOf.length; i++) {
                int at = next[Arrays.binarySearch(rows, rowOf[i])]++;
                int bits = Float.floatToIntBits((float) centre(boxesOf[i], 0) + 0f);
                // floats are in the order of their bits, negative ones in the opposite
                keys[at] = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | boxesOf[i];
            }
            for (int r = 0; r < rows.length; r++) {
                Arrays.sort(keys, starts[r], ends[r]);
            }
            return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }

        private long row(double y) {
            // far beyond all images, where neighbouring rows cannot be told apart
            return (long) Math.max(-FARTHEST, Math.min(FARTHEST, Math.floor(y / side * 2)));
        }

        void search(int box, double least) {
            double x = centre(box, 0);
            double y = centre(box, 1);
            double across = reach(box, 0, side, least);
            double down = reach(box, 1, side, least);
            float left = (float) boxes[4 * box];
            float top = (float) boxes[4 * box + 1];
            float right = (float) (boxes[4 * box] + boxes[4 * box + 2]);
            float bottom = (float) (boxes[4 * box + 1] + boxes[4 * box + 3]);
            float mostX = (float) (x + across);
            float leastY = (float) (y - down);
            float mostY = (float) (y + down);
            long last = row(y + down);
            int r = Arrays.binarySearch(rows, row(y - down));
            for (r = r < 0 ? -r - 1 : r; r < rows.length && rows[r] <= last; r++) {
                int end = ends[r];
                int at = first((float) (x - across), starts[r], end);
                for (int p = PLACES * at; at < end && places[p] <= mostX; at++, p += PLACES) {
                    if (gone[members[at]]) {
                        passed[r]++;
                    } else if (places[p + 3] >= leastY
                            && places[p + 3] <= mostY
                            && places[p + 1] <= right
                            && places[p + 2] >= left
                            && places[p + 4] <= bottom
                            && places[p + 5] >= top) {
                        found[count++] = members[at];
                    }
                }
                if (passed[r] > end - starts[r]) {
                    closeUp(r);
                }
            }
        }

        /** Index of the first box of a row that is not before a place. */
        private int first(float x, int start, int end) {
            int low = start;
            int high = end;
            while (low < high) {
                int middle = low + high >>> 1;
                if (places[PLACES * middle] < x) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Takes those that are gone out of a row, when as many of them were passed as it has boxes. */
        private void closeUp(int row) {
            int size = starts[row];
            for (int at = starts[row]; at < ends[row]; at++) {
                if (!gone[members[at]]) {
                    members[size] = members[at];
                    System.arraycopy(places, PLACES * at, places, PLACES * size, PLACES);
                    size++;
                }
            }
            ends[row] = size;
            passed[row] = 0;
        }
    }
}
