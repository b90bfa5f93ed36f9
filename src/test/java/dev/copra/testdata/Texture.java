package dev.copra.testdata;

import java.util.function.DoubleBinaryOperator;

/** A colour for every point of the plane. */
@FunctionalInterface
interface Texture {
    Rgb at(double x, double y);

    static Texture flat(int hex) {
        Rgb colour = Rgb.of(hex);
        return (x, y) -> colour;
    }

    /** From one colour at height {@code y0} to another at {@code y1}. */
    static Texture fade(int from, double y0, int to, double y1) {
        Rgb a = Rgb.of(from);
        Rgb b = Rgb.of(to);
        return (x, y) -> a.mix(b, (y - y0) / (y1 - y0));
    }

    /** Bands of the second colour at an angle, softly edged. */
    static Texture bands(int first, int second, double wavelength, double degrees) {
        Rgb a = Rgb.of(first);
        Rgb b = Rgb.of(second);
        double c = StrictMath.cos(StrictMath.toRadians(degrees)) / wavelength;
        double s = StrictMath.sin(StrictMath.toRadians(degrees)) / wavelength;
        return (x, y) -> {
            double phase = x * c + y * s;
            double t = Math.abs(2 * (phase - Math.floor(phase)) - 1);
            return a.mix(b, (t - 0.5) * wavelength / 2 + 0.5);
        };
    }

    /** The two colours in turn, changing where {@code phase} passes a whole number. */
    static Texture segments(int first, int second, DoubleBinaryOperator phase) {
        Rgb a = Rgb.of(first);
        Rgb b = Rgb.of(second);
        return (x, y) -> Math.floorMod((int) Math.floor(phase.applyAsDouble(x, y)), 2) == 0 ? a : b;
    }

    /** Planks of wood along x, {@code height} pixels each. */
    static Texture wood(int light, int dark, double height, int seed) {
        Rgb a = Rgb.of(light);
        Rgb b = Rgb.of(dark);
        return (x, y) -> {
            int plank = (int) Math.floor(y / height);
            double within = y / height - plank;
            double grain = Noise.fractal(x / 90 + 31 * plank, y / 3.2, seed + plank);
            double knots = Noise.smooth(x / 40, y / 14, seed + 7 + plank);
            double tone = 0.55 * grain + 0.25 * knots + 0.3 * Noise.hash(plank, 0, seed) - 0.05;
            double joint = Math.min(within, 1 - within) * height;
            return a.mix(b, tone).times(joint < 1.1 ? 0.45 + 0.4 * joint : 1);
        };
    }

    /** Mixed towards another colour by fractal noise whose large features are {@code sx} by {@code sy} pixels. */
    default Texture mottle(int other, double strength, double sx, double sy, int seed) {
        Rgb colour = Rgb.of(other);
        return (x, y) -> {
            double t = Noise.fractal(x / sx, y / sy, seed);
            return at(x, y).mix(colour, strength * Math.max(0, Math.min(1, 2.4 * (t - 0.5) + 0.5)));
        };
    }

    /** Grain: lighter and darker from pixel to pixel. */
    default Texture grain(double strength, double size, int seed) {
        return (x, y) -> at(x, y).times(1 + strength * (2 * Noise.smooth(x / size, y / size, seed) - 1));
    }

    /** Another texture inside a silhouette. */
    default Texture with(Silhouette where, Texture other) {
        return (x, y) -> {
            double cover = 0.5 - where.at(x, y);
            return cover <= 0 ? at(x, y) : at(x, y).mix(other.at(x, y), cover);
        };
    }
}
