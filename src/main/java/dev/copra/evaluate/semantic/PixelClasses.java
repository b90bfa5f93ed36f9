package dev.copra.evaluate.semantic;

/**
 * Which class each pixel of a picture is of.
 *
 * @param classes row by row; {@link #NONE} where there is none. Not copied
 * @param width in pixels, at least 1
 */
record PixelClasses(int[] classes, int width) {
    /** The class of a pixel that has none. */
    static final int NONE = -1;

    int height() {
        return classes.length / width;
    }
}
