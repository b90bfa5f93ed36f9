package dev.copra.mask;

/** Cutting, shifting and mirroring masks. */
final class RleMoves {
    private RleMoves() {}

    static Rle crop(Rle mask, int left, int top, int right, int bottom) {
        if (left < 0 || left > right || right > mask.width() || top < 0 || top > bottom || bottom > mask.height()) {
            throw new IllegalArgumentException("columns " + left + " to " + right + ", rows " + top + " to " + bottom
                    + " are not a part of a mask of " + mask.height() + " x " + mask.width());
        }
        return copy(mask, left, top, right, bottom, 0, 0, bottom - top, right - left);
    }

    static Rle place(Rle mask, int left, int top, int height, int width) {
        if (left < 0 || top < 0 || left + mask.width() > width || top + mask.height() > height) {
            throw new IllegalArgumentException("a mask of " + mask.height() + " x " + mask.width()
                    + " does not lie at column " + left + ", row " + top + " of " + height + " x " + width);
        }
        return copy(mask, 0, 0, mask.width(), mask.height(), left, top, height, width);
    }

    static Rle translate(Rle mask, int dx, int dy) {
        int height = mask.height();
        int width = mask.width();
        if (dx <= -width || dx >= width || dy <= -height || dy >= height) {
            return Rle.empty(height, width);
        }
        int left = Math.max(-dx, 0);
        int top = Math.max(-dy, 0);
        int right = width - Math.max(dx, 0);
        int bottom = height - Math.max(dy, 0);
        return copy(mask, left, top, right, bottom, Math.max(dx, 0), Math.max(dy, 0), height, width);
    }

    /** Copies a window of a mask to where column x and row y are its corner, in an image of another size. */
    private static Rle copy(Rle mask, int left, int top, int right, int bottom, int x, int y, int height, int width) {
        Bars bars = Bars.of(mask);
        RunBuilder runs = new RunBuilder(mask.counts().length / 2);
        for (int i = 0; i < bars.size(); i++) {
            int firstRow = Math.max(bars.top(i), top) - top + y;
            int rows = Math.min(bars.bottom(i), bottom) - top + y - firstRow;
            int first = Math.max(bars.left(i), left) - left + x;
            int last = Math.min(bars.right(i), right) - left + x;
            if (rows <= 0 || first >= last) {
                continue;
            }
            if (rows == height) {
                runs.append(first * height, last * height);
                continue;
            }
            for (int column = first; column < last; column++) {
                int start = column * height + firstRow;
                runs.append(start, start + rows);
            }
        }
        return runs.build(height, width);
    }

    /** Turning by half a circle is reading the runs backwards; a vertical flip undoes what that did to the rows. */
    static Rle flipHorizontal(Rle mask) {
        int[] counts = mask.counts();
        boolean endsWithOnes = counts.length % 2 == 0;
        int skipped = counts.length > 0 && counts[0] == 0 ? 1 : 0;
        int added = endsWithOnes ? 1 : 0;
        int[] turned = new int[Math.max(counts.length + added - skipped, 1)];
        for (int i = skipped; i < counts.length; i++) {
            turned[counts.length - 1 - i + added] = counts[i];
        }
        return flipVertical(new Rle(mask.height(), mask.width(), turned));
    }

    static Rle flipVertical(Rle mask) {
        int height = mask.height();
        Bars bars = Bars.of(mask);
        RunBuilder runs = new RunBuilder(mask.counts().length / 2);
        for (int first = 0; first < bars.size(); ) {
            int next = bars.nextColumn(first);
            for (int i = next - 1; i >= first; i--) {
                int start = bars.left(i) * height + height - bars.bottom(i);
                int end = (bars.right(i) - 1) * height + height - bars.top(i);
                runs.append(start, end);
            }
            first = next;
        }
        return runs.build(height, mask.width());
    }

    static Rle sampled(Rle mask, int step) {
        if (step == 1 || mask.height() == 0 || mask.width() == 0) {
            return mask;
        }
        int height = mask.height();
        int[] counts = mask.counts();
        int rows = (height - 1) / step + 1;
        RunBuilder runs = new RunBuilder(16);
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            int start = end;
            end += counts[i];
            if (i % 2 == 1) {
                // the first column that is taken and not before the run
                for (long x = (start / height + step - 1L) / step * step; x * height < end; x += step) {
                    int from = (int) (Math.max(start - x * height, 0) + step - 1) / step;
                    int to = (int) (Math.min(end - x * height, height) + step - 1) / step;
                    if (from < to) {
                        runs.append((int) (x / step) * rows + from, (int) (x / step) * rows + to);
                    }
                }
            }
        }
        return runs.build(rows, (mask.width() - 1) / step + 1);
    }
}
