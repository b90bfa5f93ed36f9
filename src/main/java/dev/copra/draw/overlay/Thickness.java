package dev.copra.draw.overlay;

/**
 * How thick lines and how large letters are: they go with the picture, so that a picture of 20 megapixels and one of a thousand are read
 * alike when they are looked at as a whole.
 *
 * @param line in pixels
 * @param text in pixels
 */
record Thickness(double line, double text) {
    static Thickness of(int width, int height) {
        // of its area, so that a panorama has no letters as high as itself
        double side = Math.sqrt((double) width * height);
        return new Thickness(Math.max(2, side / 330), Math.max(10, side / 44));
    }

    /** The line around something: thinner if it is so small that the line would hide it, and yet to be found in a large picture. */
    double lineAround(double objectWidth, double objectHeight) {
        double side = Math.min(objectWidth, objectHeight);
        return Math.min(line, Math.max(1, Math.max(side / 8, Math.min(line / 3, side / 4))));
    }
}
