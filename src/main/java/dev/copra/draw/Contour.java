package dev.copra.draw;

import java.awt.geom.Path2D;

/**
 * The line on which a field of values crosses one half, by marching squares (Lorensen and Cline's method in the
 * plane), as loose segments in the coordinates of the field's pixels, whose centres lie at .5. Outside the field the
 * value is 0, so that the line closes.
 */
final class Contour {
    private static final float LEVEL = 0.5f;

    private final float[] field;
    private final int width;
    private final int height;
    private final Path2D.Double path = new Path2D.Double();

    private Contour(float[] field, int width) {
        this.field = field;
        this.width = width;
        this.height = field.length / width;
    }

    /** @param field row-major, {@code width} values a row */
    static Path2D of(float[] field, int width) {
        Contour contour = new Contour(field, width);
        for (int y = -1; y < contour.height; y++) {
            for (int x = -1; x < width; x++) {
                contour.cell(x, y);
            }
        }
        return contour.path;
    }

    /** The square between the centres of pixels (x, y) and (x + 1, y + 1). */
    private void cell(int x, int y) {
        float a = at(x, y);
        float b = at(x + 1, y);
        float c = at(x + 1, y + 1);
        float d = at(x, y + 1);
        int corners = (a > LEVEL ? 1 : 0) | (b > LEVEL ? 2 : 0) | (c > LEVEL ? 4 : 0) | (d > LEVEL ? 8 : 0);
        if (corners == 0 || corners == 15) {
            return;
        }
        double[] up = {x + 0.5 + cut(a, b), y + 0.5};
        double[] right = {x + 1.5, y + 0.5 + cut(b, c)};
        double[] down = {x + 0.5 + cut(d, c), y + 1.5};
        double[] left = {x + 0.5, y + 0.5 + cut(a, d)};
        boolean joined = (a + b + c + d) / 4 > LEVEL;
        switch (corners) {
            case 1, 14 -> line(left, up);
            case 2, 13 -> line(up, right);
            case 4, 11 -> line(right, down);
            case 8, 7 -> line(down, left);
            case 3, 12 -> line(left, right);
            case 6, 9 -> line(up, down);
            case 5 -> saddle(joined, left, up, right, down);
            default -> saddle(!joined, left, up, right, down);
        }
    }

    /** Two lines: around b and d, or around a and c. */
    private void saddle(boolean aroundB, double[] left, double[] up, double[] right, double[] down) {
        line(up, aroundB ? right : left);
        line(down, aroundB ? left : right);
    }

    private void line(double[] from, double[] to) {
        path.moveTo(from[0], from[1]);
        path.lineTo(to[0], to[1]);
    }

    private static double cut(float from, float to) {
        return from == to ? 0.5 : (LEVEL - from) / (double) (to - from);
    }

    private float at(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : field[y * width + x];
    }
}
