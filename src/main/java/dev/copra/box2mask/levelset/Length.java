package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Window;

/**
 * The length term. Replaces phi by
 *
 * <pre>    argmin_v  lambda * sum (gx |dx v| + gy |dy v|) + 1/2 sum (v - phi)^2,</pre>
 *
 * <p>whose superlevel set {v > s} minimises weighted length plus sum of (s - phi) over the set, for every threshold s at
 * once (Chambolle, "Total Variation Minimization and a Class of Binary MRF Models", 2005): the threshold may still be
 * chosen afterwards. The problem is convex, so the result does not depend on a start; it is found by the accelerated
 * primal-dual iteration of Chambolle and Pock, "A First-Order Primal-Dual Algorithm", 2011, algorithm 2.
 *
 * <p>g = .05 + exp(-||dLab||^2 / (2 M)) lets the curve run where colours change; M is the mean of ||dLab||^2.
 */
final class Length {
    private static final int ITERATIONS = 40;
    /** Product of the step sizes; the gradient's squared norm is at most 8. */
    private static final double STEP = 1 / Math.sqrt(8);

    private final float[] px;
    private final float[] py;
    private final float[] gx;
    private final float[] gy;
    private final float[] v;
    private final float[] bar;

    /** @param capacity most pixels of a box */
    Length(int capacity) {
        px = new float[capacity];
        py = new float[capacity];
        gx = new float[capacity];
        gy = new float[capacity];
        v = new float[capacity];
        bar = new float[capacity];
    }

    void smooth(Contour contour, float lambda) {
        Window box = contour.frame.box();
        int w = box.width();
        int size = w * box.height();
        weigh(contour, lambda);
        float[] phi = contour.phi;
        for (int i = 0; i < size; i++) {
            v[i] = phi[i];
            bar[i] = phi[i];
            px[i] = 0;
            py[i] = 0;
        }
        double tau = STEP;
        double sigma = STEP;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            ascend((float) sigma, w, size);
            double theta = 1 / Math.sqrt(1 + 2 * tau);
            descend(phi, (float) tau, (float) theta, w, size);
            tau *= theta;
            sigma /= theta;
        }
        System.arraycopy(v, 0, phi, 0, size);
    }

    /** The weights are 0 where a pixel has no neighbour, so that p stays 0 there. */
    private void weigh(Contour contour, float lambda) {
        Window box = contour.frame.box();
        int w = box.width();
        int h = box.height();
        double sum = 0;
        for (int i = 0; i < w * h; i++) {
            sum += contour.differenceX[i] + contour.differenceY[i];
        }
        double rate = -1 / (sum / (w * h) + 1e-9);
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                gx[i] = x + 1 < w ? lambda * weight(contour.differenceX[i], rate) : 0;
                gy[i] = y + 1 < h ? lambda * weight(contour.differenceY[i], rate) : 0;
            }
        }
    }

    private static float weight(float squared, double rate) {
        return .05f + (float) StrictMath.exp(rate * squared);
    }

    private void ascend(float sigma, int w, int size) {
        for (int i = 0; i < size - 1; i++) {
            px[i] = Math.min(Math.max(px[i] + sigma * (bar[i + 1] - bar[i]), -gx[i]), gx[i]);
        }
        for (int i = 0; i < size - w; i++) {
            py[i] = Math.min(Math.max(py[i] + sigma * (bar[i + w] - bar[i]), -gy[i]), gy[i]);
        }
    }

    private void descend(float[] phi, float tau, float theta, int w, int size) {
        float shrink = 1 / (1 + tau);
        for (int i = 0; i < size; i++) {
            float left = i > 0 ? px[i - 1] : 0;
            float above = i >= w ? py[i - w] : 0;
            float next = (v[i] + tau * (px[i] - left + py[i] - above + phi[i])) * shrink;
            bar[i] = next + theta * (next - v[i]);
            v[i] = next;
        }
    }
}
