package dev.copra.testdata;

/** Uniform Catmull-Rom splines, flattened to {@code steps} segments a span. Points are x0 y0 x1 y1 ... */
final class Spline {
    private Spline() {}

    static double[] closed(double[] points, int steps) {
        int n = points.length / 2;
        double[] fine = new double[2 * n * steps];
        for (int i = 0; i < n; i++) {
            for (int s = 0; s < steps; s++) {
                span(points, (i + n - 1) % n, i, (i + 1) % n, (i + 2) % n, s / (double) steps, fine, i * steps + s);
            }
        }
        return fine;
    }

    static double[] open(double[] points, int steps) {
        int n = points.length / 2;
        double[] fine = new double[2 * ((n - 1) * steps + 1)];
        for (int i = 0; i < n - 1; i++) {
            for (int s = 0; s <= steps; s++) {
                span(
                        points,
                        Math.max(i - 1, 0),
                        i,
                        i + 1,
                        Math.min(i + 2, n - 1),
                        s / (double) steps,
                        fine,
                        i * steps + s);
            }
        }
        return fine;
    }

    private static void span(double[] p, int a, int b, int c, int d, double t, double[] fine, int at) {
        for (int k = 0; k < 2; k++) {
            double pa = p[2 * a + k];
            double pb = p[2 * b + k];
            double pc = p[2 * c + k];
            double pd = p[2 * d + k];
            fine[2 * at + k] =
                    pb + t / 2 * (pc - pa + t * (2 * pa - 5 * pb + 4 * pc - pd + t * (3 * (pb - pc) + pd - pa)));
        }
    }
}
