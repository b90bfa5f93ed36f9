package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Window;

/**
 * The length term along colour edges: total variation with the weights g = lambda (.05 + exp(-||dLab||^2 / (2 M))), M
 * being the mean of ||dLab||^2 over both directions in the box, so that the curve runs where colours change.
 */
final class Length {
    private static final float LEAST = .05f;

    private final TotalVariation variation;
    private final float[] gx;
    private final float[] gy;

    /** @param capacity most pixels of a box */
    Length(int capacity) {
        variation = new TotalVariation(capacity);
        gx = new float[capacity];
        gy = new float[capacity];
    }

    /** Shortens the curves of a contour's level-set function. */
    void shorten(EvolvingContour contour, float lambda) {
        Window box = contour.frame.box();
        int w = box.width();
        int h = box.height();
        double sum = 0;
        for (int i = 0; i < w * h; i++) {
            sum += contour.differenceX[i] + contour.differenceY[i];
        }
        double rate = -w * h / (sum + 1e-9);
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                gx[i] = x + 1 < w ? lambda * weight(rate * contour.differenceX[i]) : 0;
                gy[i] = y + 1 < h ? lambda * weight(rate * contour.differenceY[i]) : 0;
            }
        }
        variation.smooth(contour.phi, gx, gy, w, h);
    }

    private static float weight(double exponent) {
        return LEAST + (float) StrictMath.exp(exponent);
    }
}
