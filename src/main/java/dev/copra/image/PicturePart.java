package dev.copra.image;

/**
 * A rectangle of a picture's pixels; there is none in it if the picture's record says so.
 *
 * @param left its first column
 * @param top its first row
 * @param width in pixels
 * @param height in pixels
 */
public record PicturePart(int left, int top, int width, int height) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public PicturePart {
        if (left < 0 || top < 0 || width < 0 || height < 0) {
            throw new IllegalArgumentException(left + ", " + top + ", " + width + ", " + height + " is no part");
        }
    }

    long pixels() {
        return (long) width * height;
    }
}
