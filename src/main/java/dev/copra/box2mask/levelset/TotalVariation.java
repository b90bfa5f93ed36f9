package dev.copra.box2mask.levelset;

/**
 * The length of a curve as weighted total variation. Replaces phi by
 *
 * <pre>    argmin_v  sum (gx |dx v| + gy |dy v|) + 1/2 sum (v - phi)^2,</pre>
 *
 * <p>whose superlevel set {v > s} minimises weighted length plus the sum of (s - phi) over the set, for every threshold s
 * at once (Chambolle, "Total Variation Minimization and a Class of Binary MRF Models", 2005): the threshold may be chosen
 * afterwards. The problem is convex, so the result does not depend on a start. It is found by the accelerated primal-dual
 * iteration of Chambolle and Pock, "A First-Order Primal-Dual Algorithm", 2011, algorithm 2.
 */
public final class TotalVariation {
    private static final int ITERATIONS = 40;
    /** First step sizes; their product is 1 / 8, as 8 bounds the squared norm of the gradient. */
    private static final double TAU = 1.5;

    private static final double SIGMA = 1 / (8 * TAU);

    private final float[] px;
    private final float[] py;
    private final float[] v;
    private final float[] bar;

    /** @param capacity most pixels of a map */
    public TotalVariation(int capacity) {
        px = new float[capacity];
        py = new float[capacity];
        v = new float[capacity];
        bar = new float[capacity];
    }

    /**
     * Smooths a map.
     *
     * @param phi row-major, read and written
     * @param gx weight of each pixel's difference to its right neighbour, at least 0; 0 in the last column
     * @param gy weight of each pixel's difference to its lower neighbour, at least 0; 0 in the last row
     */
    public void smooth(float[] phi, float[] gx, float[] gy, int width, int height) {
        int size = width * height;
        for (int i = 0; i < size; i++) {
            v[i] = phi[i];
            bar[i] = phi[i];
            px[i] = 0;
            py[i] = 0;
        }
        double tau = TAU;
        double sigma = SIGMA;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            ascend(gx, gy, (float) sigma, width, size);
            double theta = 1 / Math.sqrt(1 + 2 * tau);
            descend(phi, (float) tau, (float) theta, width, size);
            tau *= theta;
            sigma /= theta;
        }
        System.arraycopy(v, 0, phi, 0, size);
    }

    private void ascend(float[] gx, float[] gy, float sigma, int width, int size) {
        for (int i = 0; i < size - 1; i++) {
            px[i] = Math.min(Math.max(px[i] + sigma * (bar[i + 1] - bar[i]), -gx[i]), gx[i]);
        }
        for (int i = 0; i < size - width; i++) {
            py[i] = Math.min(Math.max(py[i] + sigma * (bar[i + width] - bar[i]), -gy[i]), gy[i]);
        }
    }

    private void descend(float[] phi, float tau, float theta, int width, int size) {
        float shrink = 1 / (1 + tau);
        for (int i = 0; i < size; i++) {
            float left = i > 0 ? px[i - 1] : 0;
            float above = i >= width ? py[i - width] : 0;
            float next = (v[i] + tau * (px[i] - left + py[i] - above + phi[i])) * shrink;
            bar[i] = next + theta * (next - v[i]);
            v[i] = next;
        }
    }
}
