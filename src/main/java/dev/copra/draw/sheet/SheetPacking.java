package dev.copra.draw.sheet;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/**
 * Where pictures of any shapes lie on a sheet so that hardly any of it is empty: in rows, in their order, all of a row as high as each
 * other and the row as wide as the sheet. Which pictures share a row is chosen so that the rows are of like height (by dynamic
 * programming, as lines of text are broken by Knuth and Plass).
 *
 * @param places of the pictures, in their order
 * @param width of the sheet
 * @param height of the sheet
 */
record SheetPacking(List<Rectangle> places, int width, int height) {
    /** Keeps a copy of the places. */
    public SheetPacking {
        places = List.copyOf(places);
    }

    /**
     * Packs.
     *
     * @param shapes of the pictures; only the ratios of their sides count
     * @param columns about how many pictures lie in a row: there are as many rows as if all had so many
     * @param cellWidth the sheet is as wide as {@code columns} cells and the gaps between them
     * @param mostHeight no row is higher; one that would be is as narrow as that makes it
     * @param caption pixels that stay free above each picture
     * @param gap pixels between the pictures
     */
    public static SheetPacking of(
            List<Dimension> shapes, int columns, int cellWidth, int mostHeight, int caption, int gap) {
        if (shapes.isEmpty() || columns < 1 || cellWidth < 1 || mostHeight < 1) {
            throw new IllegalArgumentException(shapes.size() + " pictures in " + columns + " columns");
        }
        int across = columns * cellWidth + (columns - 1) * gap;
        int[] ends = rows(shapes, (shapes.size() + columns - 1) / columns);
        List<Rectangle> places = new ArrayList<>(shapes.size());
        int y = 0;
        int width = 0;
        int from = 0;
        for (int to : ends) {
            double room = across - (to - from - 1) * gap;
            double sum = ratios(shapes, from, to);
            int height = (int) Math.max(1, Math.min(mostHeight, Math.round(room / sum)));
            // what rounding leaves is spread over the row, so that it ends where the sheet does
            double used = height < mostHeight ? room : Math.min(room, height * sum);
            double at = 0;
            for (int i = from; i < to; i++) {
                int left = (int) Math.round(at);
                at += used * ratio(shapes.get(i)) / sum;
                int right = (int) Math.max(left + 1, Math.round(at));
                places.add(new Rectangle(left + (i - from) * gap, y + caption, right - left, height));
                width = Math.max(width, right + (i - from) * gap);
            }
            y += caption + height + gap;
            from = to;
        }
        return new SheetPacking(places, width, y - gap);
    }

    /** Where each row ends, so that the sums of the rows' ratios differ as little as can be. */
    private static int[] rows(List<Dimension> shapes, int rows) {
        int n = shapes.size();
        double aim = ratios(shapes, 0, n) / rows;
        double[] least = new double[n + 1];
        int[][] last = new int[rows + 1][n + 1];
        for (int i = 1; i <= n; i++) {
            least[i] = Double.POSITIVE_INFINITY;
        }
        for (int row = 1; row <= rows; row++) {
            double[] next = new double[n + 1];
            for (int to = 0; to <= n; to++) {
                next[to] = Double.POSITIVE_INFINITY;
                double sum = 0;
                for (int from = to - 1; from >= row - 1; from--) {
                    sum += ratio(shapes.get(from));
                    double cost = least[from] + (sum - aim) * (sum - aim);
                    if (cost < next[to]) {
                        next[to] = cost;
                        last[row][to] = from;
                    }
                    if (sum > 4 * aim) {
                        break;
                    }
                }
            }
            least = next;
        }
        int[] ends = new int[rows];
        for (int row = rows, to = n; row > 0; row--) {
            ends[row - 1] = to;
            to = last[row][to];
        }
        return ends;
    }

    private static double ratios(List<Dimension> shapes, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += ratio(shapes.get(i));
        }
        return sum;
    }

    private static double ratio(Dimension shape) {
        return shape.width / (double) shape.height;
    }
}
