package dev.copra.shape;

/** The grid of fifths of a pixel on which maskApi.c draws outlines. Pixel n has its centre at 5n + 2. */
final class Fifths {
    private Fifths() {}

    /** A coordinate on the grid, rounded as in C: half up, but towards zero if the result is negative. */
    static int of(double coordinate) {
        return (int) (5 * coordinate + .5);
    }

    /** The first pixel, from 0 on, whose centre is not before the given place on the grid. */
    static int pixelFrom(int fifths) {
        return fifths < 3 ? 0 : (fifths - 3) / 5 + 1;
    }
}
