package dev.copra.mask;

import java.util.Arrays;

/**
 * Counts the parts and holes of a mask in one walk over its runs. Runs within a column, and where runs of neighbouring columns meet by
 * an edge or a corner, are a graph in which every hole is a circle; so by Euler's formula holes = meetings - runs + parts.
 */
final class RegionCounter {
    private final int height;
    /** The column of the last run's first pixel, and the position of its first row. */
    private int baseColumn;

    private int base;
    /** Of the column at hand and of the one before it: first row, row behind the last one, and part of each run, in turn. */
    private int[] current = new int[3 * 8];

    private int currentSize;
    private int currentColumn = -1;
    private int[] previous = new int[3 * 8];
    private int previousSize;
    private int previousColumn = -1;
    /** Parts by number: one that it was joined with, or itself. */
    private int[] parents = new int[16];

    private long pixels;
    private int parts;
    private int runs;
    private int meetings;
    private int joined;

    private RegionCounter(int height) {
        this.height = height;
    }

    static MaskRegions count(Rle mask) {
        RegionCounter counter = new RegionCounter(mask.height());
        int[] counts = mask.counts();
        int end = 0;
        for (int i = 1; i < counts.length; i += 2) {
            int start = end + counts[i - 1];
            end = start + counts[i];
            // runs between which there is nothing are one
            while (i + 2 < counts.length && counts[i + 1] == 0) {
                end += counts[i + 2];
                i += 2;
            }
            if (start < end) {
                counter.pixels += end - start;
                counter.addRun(start, end);
            }
        }
        counter.endColumn();
        return new MaskRegions(counter.pixels, counter.runs - counter.joined, counter.meetings - counter.joined);
    }

    private void addRun(int start, int end) {
        // seldom a division: most runs begin in the column behind the last one
        if (start - base >= height) {
            if (start - base - height < height) {
                baseColumn++;
            } else {
                baseColumn = start / height;
            }
            base = baseColumn * height;
        }
        int column = baseColumn;
        int top = start - base;
        int left = end - start;
        while (true) {
            int bottom = Math.min(height, top + left);
            add(column, top, bottom);
            left -= bottom - top;
            if (left == 0) {
                return;
            }
            if (top == 0 && left >= height) {
                // of whole columns behind a whole one the last one stands for all
                int whole = left / height;
                left -= whole * height;
                column += whole;
                add(column, 0, height);
                previousColumn = column - 1;
                if (left == 0) {
                    return;
                }
            }
            column++;
            top = 0;
        }
    }

    private void add(int column, int top, int bottom) {
        if (column != currentColumn) {
            endColumn();
            int[] free = previous;
            previous = current;
            previousSize = currentSize;
            previousColumn = currentColumn;
            current = free;
            currentSize = 0;
            currentColumn = column;
        }
        if (currentSize == current.length) {
            current = Arrays.copyOf(current, 2 * currentSize);
        }
        current[currentSize] = top;
        current[currentSize + 1] = bottom;
        currentSize += 3;
        runs++;
    }

    /** Gives the runs of the column at hand the parts of those that they meet in the column before, or new ones. */
    private void endColumn() {
        boolean neighbours = previousColumn >= 0 && previousColumn == currentColumn - 1;
        if (neighbours
                && currentSize == 3
                && previousSize == 3
                && previous[0] <= current[1]
                && current[0] <= previous[1]) {
            // the usual case: one run after another
            current[2] = previous[2];
            meetings++;
            joined++;
            return;
        }
        int before = 0;
        int beforeSize = neighbours ? previousSize : 0;
        for (int at = 0; at < currentSize; at += 3) {
            int top = current[at];
            int bottom = current[at + 1];
            int part = -1;
            while (before < beforeSize && previous[before + 1] < top) {
                before += 3;
            }
            for (int next = before; next < beforeSize && previous[next] <= bottom; next += 3) {
                meetings++;
                int other = root(previous[next + 2]);
                if (part < 0) {
                    part = other;
                    joined++;
                } else if (part != other) {
                    int first = Math.min(part, other);
                    parents[Math.max(part, other)] = first;
                    part = first;
                    joined++;
                }
            }
            current[at + 2] = part < 0 ? newPart() : part;
        }
    }

    private int newPart() {
        if (parts == parents.length) {
            parents = Arrays.copyOf(parents, 2 * parts);
        }
        parents[parts] = parts;
        return parts++;
    }

    private int root(int part) {
        int at = part;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
