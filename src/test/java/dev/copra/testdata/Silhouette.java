package dev.copra.testdata;

/**
 * A shape as its signed distance function (negative inside, in pixels, exact or nearly so), as described in Inigo
 * Quilez's "2D distance functions". A pixel belongs to the shape if its centre does; the picture's antialiasing comes
 * from the same number, so picture and mask agree.
 */
@FunctionalInterface
interface Silhouette {
    double at(double x, double y);

    static Silhouette circle(double cx, double cy, double radius) {
        return (x, y) -> Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - radius;
    }

    static Silhouette ellipse(double cx, double cy, double rx, double ry) {
        return (x, y) -> {
            double px = (x - cx) / rx;
            double py = (y - cy) / ry;
            double k0 = Math.sqrt(px * px + py * py);
            double k1 = Math.sqrt(px * px / (rx * rx) + py * py / (ry * ry));
            return k1 == 0 ? -Math.min(rx, ry) : k0 * (k0 - 1) / k1;
        };
    }

    /** An axis-parallel box from corner to corner with rounded corners. */
    static Silhouette box(double left, double top, double right, double bottom, double radius) {
        double cx = (left + right) / 2;
        double cy = (top + bottom) / 2;
        double hx = (right - left) / 2 - radius;
        double hy = (bottom - top) / 2 - radius;
        return (x, y) -> {
            double qx = Math.abs(x - cx) - hx;
            double qy = Math.abs(y - cy) - hy;
            double ox = Math.max(qx, 0);
            double oy = Math.max(qy, 0);
            return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - radius;
        };
    }

    /** Everything below a rolling horizon. */
    static Silhouette below(double top, double relief, double wavelength, int seed) {
        return (x, y) -> top + relief * Noise.smooth(x / wavelength, 0.5, seed) - y;
    }

    /** A limb: the segment from a to b, whose radius goes from {@code ra} to {@code rb}. */
    static Silhouette limb(double ax, double ay, double ra, double bx, double by, double rb) {
        double vx = bx - ax;
        double vy = by - ay;
        double length2 = Math.max(vx * vx + vy * vy, 1e-9);
        return (x, y) -> {
            double t = Math.max(0, Math.min(1, ((x - ax) * vx + (y - ay) * vy) / length2));
            double dx = x - ax - t * vx;
            double dy = y - ay - t * vy;
            return Math.sqrt(dx * dx + dy * dy) - ra - t * (rb - ra);
        };
    }

    /** A smooth open line through the points x0 y0 x1 y1 ..., whose radius goes from {@code ra} to {@code rb}. */
    static Silhouette line(double ra, double rb, double... points) {
        double[] fine = Spline.open(points, 8);
        int segments = fine.length / 2 - 1;
        return (x, y) -> {
            double best = Double.MAX_VALUE;
            for (int i = 0; i < segments; i++) {
                double ax = fine[2 * i];
                double ay = fine[2 * i + 1];
                double vx = fine[2 * i + 2] - ax;
                double vy = fine[2 * i + 3] - ay;
                double t = Math.max(0, Math.min(1, ((x - ax) * vx + (y - ay) * vy) / (vx * vx + vy * vy + 1e-12)));
                double dx = x - ax - t * vx;
                double dy = y - ay - t * vy;
                double radius = ra + (i + t) / segments * (rb - ra);
                best = Math.min(best, Math.sqrt(dx * dx + dy * dy) - radius);
            }
            return best;
        };
    }

    /** The inside of a smooth closed outline through the points. */
    static Silhouette outline(double... points) {
        return polygon(Spline.closed(points, 8));
    }

    /** The inside of a straight-edged ring, by the even-odd rule. */
    static Silhouette polygon(double... ring) {
        int n = ring.length / 2;
        return (x, y) -> {
            double best = Double.MAX_VALUE;
            boolean inside = false;
            for (int i = 0, j = n - 1; i < n; j = i++) {
                double ax = ring[2 * i];
                double ay = ring[2 * i + 1];
                double vx = ring[2 * j] - ax;
                double vy = ring[2 * j + 1] - ay;
                double px = x - ax;
                double py = y - ay;
                double t = Math.max(0, Math.min(1, (px * vx + py * vy) / (vx * vx + vy * vy + 1e-12)));
                best = Math.min(best, (px - t * vx) * (px - t * vx) + (py - t * vy) * (py - t * vy));
                if (ay > y != ring[2 * j + 1] > y && x < vx * (y - ay) / vy + ax) {
                    inside = !inside;
                }
            }
            return inside ? -Math.sqrt(best) : Math.sqrt(best);
        };
    }

    default Silhouette or(Silhouette other) {
        return (x, y) -> Math.min(at(x, y), other.at(x, y));
    }

    default Silhouette and(Silhouette other) {
        return (x, y) -> Math.max(at(x, y), other.at(x, y));
    }

    default Silhouette minus(Silhouette other) {
        return (x, y) -> Math.max(at(x, y), -other.at(x, y));
    }

    /** The union with its inner corner filled over about {@code k} pixels: how flesh joins flesh. */
    default Silhouette melt(Silhouette other, double k) {
        return (x, y) -> {
            double a = at(x, y);
            double b = other.at(x, y);
            double h = Math.max(k - Math.abs(a - b), 0) / k;
            return Math.min(a, b) - h * h * k / 4;
        };
    }

    default Silhouette grow(double pixels) {
        return (x, y) -> at(x, y) - pixels;
    }

    /** The band of {@code thickness} around the shape's edge. */
    default Silhouette rim(double thickness) {
        return (x, y) -> Math.abs(at(x, y)) - thickness / 2;
    }

    default Silhouette move(double dx, double dy) {
        return (x, y) -> at(x - dx, y - dy);
    }

    /** Together with its mirror image about x = 0. */
    default Silhouette twice() {
        return (x, y) -> Math.min(at(x, y), at(-x, y));
    }

    /** The edge made uneven by noise of the given amplitude and wavelength in pixels. */
    default Silhouette rough(double amplitude, double wavelength, int seed) {
        return (x, y) -> at(x, y) + amplitude * (2 * Noise.smooth(x / wavelength, y / wavelength, seed) - 1);
    }
}
