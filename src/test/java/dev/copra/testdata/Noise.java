package dev.copra.testdata;

/** Seeded value noise in [0, 1), from integer hashes, so that it is the same everywhere. */
final class Noise {
    private Noise() {}

    /** White noise: one value a lattice point. */
    static double hash(int x, int y, int seed) {
        int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ seed * 0x9e3779b1;
        h = (h ^ h >>> 15) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return ((h ^ h >>> 16) >>> 8) / (double) (1 << 24);
    }

    /** Smooth noise with one lattice point a unit. */
    static double smooth(double x, double y, int seed) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double u = fade(x - ix);
        double v = fade(y - iy);
        double top = hash(ix, iy, seed) * (1 - u) + hash(ix + 1, iy, seed) * u;
        double bottom = hash(ix, iy + 1, seed) * (1 - u) + hash(ix + 1, iy + 1, seed) * u;
        return top * (1 - v) + bottom * v;
    }

    /** Four octaves of smooth noise: clouds, stone, fur. */
    static double fractal(double x, double y, int seed) {
        double sum = 0;
        double weight = 0.5;
        double total = 0;
        for (int octave = 0; octave < 4; octave++) {
            sum += weight * smooth(x, y, seed + 101 * octave);
            total += weight;
            weight /= 2;
            // Turned and scaled from octave to octave: the lattice does not show.
            double turned = 1.6 * x - 1.2 * y;
            y = 1.2 * x + 1.6 * y + 17.3;
            x = turned + 5.1;
        }
        return sum / total;
    }

    private static double fade(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }
}
