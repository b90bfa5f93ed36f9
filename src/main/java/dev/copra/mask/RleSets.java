package dev.copra.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Masks as sets of pixels: set operations, and the measures that pycocotools takes of them, on run lengths. */
final class RleSets {
    /** Truth tables: bit a + 2 * b says whether a pixel is in the result. */
    static final int UNION = 0b1110;

    static final int INTERSECTION = 0b1000;
    static final int DIFFERENCE = 0b0010;

    private RleSets() {}

    static Rle combine(Rle a, Rle b, int table) {
        requireSameSize(a, b);
        int[] countsA = a.counts();
        int[] countsB = b.counts();
        int pixels = a.height() * a.width();
        if (pixels == 0) {
            return Rle.empty(a.height(), a.width());
        }
        int[] result = new int[Math.min(countsA.length + countsB.length, pixels) + 1];
        int size = 0;
        int value = 0;
        int start = 0;
        int at = 0;
        int state = 0;
        int nextA = 0;
        int nextB = 0;
        int endA = countsA[nextA++];
        int endB = countsB[nextB++];
        while (true) {
            int end = Math.min(endA, endB);
            if (end > at && (table >> state & 1) != value) {
                result[size++] = at - start;
                start = at;
                value ^= 1;
            }
            if (end == pixels) {
                break;
            }
            at = end;
            if (endA == at) {
                endA += countsA[nextA++];
                state ^= 1;
            }
            if (endB == at) {
                endB += countsB[nextB++];
                state ^= 2;
            }
        }
        result[size++] = pixels - start;
        return new Rle(a.height(), a.width(), Arrays.copyOf(result, size));
    }

    /** Unites neighbours until one is left, so that n masks take log n passes over the runs. */
    static Rle union(List<Rle> masks) {
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("a union of no masks has no size");
        }
        List<Rle> level = masks;
        while (level.size() > 1) {
            List<Rle> next = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                next.add(level.get(i).union(level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                next.add(level.get(level.size() - 1));
            }
            level = next;
        }
        return level.get(0);
    }

    static Rle complement(Rle mask) {
        int[] counts = mask.counts();
        if (mask.height() * mask.width() == 0) {
            return mask;
        }
        if (counts[0] == 0) {
            return new Rle(mask.height(), mask.width(), Arrays.copyOfRange(counts, 1, counts.length));
        }
        int[] shifted = new int[counts.length + 1];
        System.arraycopy(counts, 0, shifted, 1, counts.length);
        return new Rle(mask.height(), mask.width(), shifted);
    }

    static long intersectionArea(Rle maskA, Rle maskB) {
        requireSameSize(maskA, maskB);
        int[] a = maskA.counts();
        int[] b = maskB.counts();
        int pixels = maskA.height() * maskA.width();
        // the columns that a mask spans are known from its first and its last run
        if (a.length < 2 || b.length < 2 || endOfOnes(a, pixels) <= b[0] || endOfOnes(b, pixels) <= a[0]) {
            return 0;
        }
        long area = 0;
        int nextA = 2;
        int nextB = 2;
        int startA = a[0];
        int startB = b[0];
        int endA = startA + a[1];
        int endB = startB + b[1];
        while (true) {
            area += Math.max(Math.min(endA, endB) - Math.max(startA, startB), 0);
            if (endA < endB) {
                if (nextA + 1 >= a.length) {
                    return area;
                }
                startA = endA + a[nextA];
                endA = startA + a[nextA + 1];
                nextA += 2;
            } else {
                if (nextB + 1 >= b.length) {
                    return area;
                }
                startB = endB + b[nextB];
                endB = startB + b[nextB + 1];
                nextB += 2;
            }
        }
    }

    /** From pycocotools' {@code rleToBbox}: a run over a column's end spans all rows. */
    static Box bounds(Rle mask) {
        int height = mask.height();
        int[] counts = mask.counts();
        int left = Integer.MAX_VALUE;
        int right = 0;
        int top = height;
        int bottom = 0;
        int end = 0;
        int x = 0;
        int column = 0; // position of pixel (x, 0)
        for (int i = 1; i < counts.length; i += 2) {
            int start = end + counts[i - 1];
            end = start + counts[i];
            if (start == end) {
                continue;
            }
            if (start - column >= height) {
                x = start / height;
                column = x * height;
            }
            left = Math.min(left, x);
            if (end - column <= height) {
                top = Math.min(top, start - column);
                bottom = Math.max(bottom, end - column);
            } else {
                top = 0;
                bottom = height;
                x = (end - 1) / height;
                column = x * height;
            }
            right = x + 1;
        }
        return right == 0 ? new Box(0, 0, 0, 0) : new Box(left, top, right - left, bottom - top);
    }

    private static int endOfOnes(int[] counts, int pixels) {
        return counts.length % 2 == 0 ? pixels : pixels - counts[counts.length - 1];
    }

    private static void requireSameSize(Rle a, Rle b) {
        if (a.height() != b.height() || a.width() != b.width()) {
            throw new IllegalArgumentException("masks of different sizes: " + a.height() + " x " + a.width() + " and "
                    + b.height() + " x " + b.width());
        }
    }
}
