package dev.copra.dataset.crop;

import dev.copra.mask.Box;

/**
 * How much is shown around a box.
 *
 * @param pixels on each side, at least 0
 * @param share of the box's width to its left and right, of its height above and below, at least 0
 */
public record CropPadding(double pixels, double share) {
    private static final double MOST = 1e6;

    /** Reads pixels, such as {@code 8}, or a share, such as {@code 10%}. @throws IllegalArgumentException if it is neither */
    public static CropPadding parse(String text) {
        boolean percent = text.endsWith("%");
        double number;
        try {
            number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (!(number >= 0 && number <= MOST)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number of pixels such as 8, and no share such as 10%");
        }
        return percent ? new CropPadding(0, number / 100) : new CropPadding(number, 0);
    }

    Box around(Box box) {
        double dx = pixels + share * box.width();
        double dy = pixels + share * box.height();
        return Box.ofCorners(box.x() - dx, box.y() - dy, box.right() + dx, box.bottom() + dy);
    }
}
