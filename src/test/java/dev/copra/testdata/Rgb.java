package dev.copra.testdata;

/** A colour in linear light, 1 being white. */
record Rgb(double r, double g, double b) {

    /** From sRGB as in CSS, {@code 0xRRGGBB}. */
    static Rgb of(int hex) {
        return new Rgb(linear(hex >> 16 & 255), linear(hex >> 8 & 255), linear(hex & 255));
    }

    Rgb mix(Rgb other, double share) {
        double t = Math.max(0, Math.min(1, share));
        return new Rgb(r + t * (other.r - r), g + t * (other.g - g), b + t * (other.b - b));
    }

    Rgb times(double factor) {
        return new Rgb(r * factor, g * factor, b * factor);
    }

    Rgb plus(double light) {
        return new Rgb(r + light, g + light, b + light);
    }

    /** One channel as an sRGB byte (IEC 61966-2-1), clipped. */
    static int srgb(double linear) {
        double c = Math.max(0, Math.min(1, linear));
        double s = c <= 0.0031308 ? 12.92 * c : 1.055 * StrictMath.pow(c, 1 / 2.4) - 0.055;
        return (int) (s * 255 + 0.5);
    }

    private static double linear(int srgb) {
        double s = srgb / 255.0;
        return s <= 0.04045 ? s / 12.92 : StrictMath.pow((s + 0.055) / 1.055, 2.4);
    }
}
