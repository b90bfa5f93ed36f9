package dev.copra.format.yolo;

import dev.copra.shape.PolygonRasterizer;

/** Fractions of an image's side. */
final class Fraction {
    /** The noise of a product is less, in pixels, and what a file means is more. */
    private static final double NOISE = 1e-9;

    private static final double MILLIONTHS = 1e6;

    private Fraction() {}

    /**
     * A place in pixels. A fraction with six decimals, times a side, has six decimals, too; the product of two doubles has some sixteen,
     * which say nothing and take long to write.
     */
    static double pixels(double fraction, int side) {
        double product = fraction * side;
        double rounded = DecimalText.whole(product * MILLIONTHS) / MILLIONTHS;
        return Math.abs(rounded - product) < NOISE ? rounded : product;
    }

    /**
     * The fraction with so many decimals that is read as a place that pycocotools rounds as it does the given one: the nearest, or one beside
     * it where the place lies just where rounding changes. If there is none, the nearest.
     */
    static double of(double pixels, int side, int decimals) {
        double nearest = DecimalText.rounded(pixels / side, decimals);
        if (isRoundedAlike(nearest, side, pixels)) {
            return nearest;
        }
        double unit = Math.pow(10, -decimals);
        for (double beside : new double[] {nearest + unit, nearest - unit}) {
            double fraction = DecimalText.rounded(beside, decimals);
            if (fraction >= 0 && fraction <= 1 && isRoundedAlike(fraction, side, pixels)) {
                return fraction;
            }
        }
        return nearest;
    }

    /** Whether a fraction is rounded as a place in pixels is, both as it is read here and as a plain product, as others read it. */
    static boolean isRoundedAlike(double fraction, int side, double pixels) {
        return PolygonRasterizer.areRoundedAlike(pixels(fraction, side), pixels)
                && PolygonRasterizer.areRoundedAlike(fraction * side, pixels);
    }
}
