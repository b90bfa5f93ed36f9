package dev.copra.format.region;

/** Ellipses as polygons. */
public final class Ellipse {
    /** The polygon is nowhere so many pixels off. */
    private static final double TOLERANCE = 0.05;

    private static final int MOST_VERTICES = 4096;

    private Ellipse() {}

    /** The vertices x, y of a polygon. @param degrees by which the ellipse is turned clockwise */
    public static double[] ring(double centreX, double centreY, double radiusX, double radiusY, double degrees) {
        double radius = Math.max(radiusX, radiusY);
        double step = radius <= TOLERANCE ? Math.PI / 2 : 2 * Math.acos(1 - TOLERANCE / radius);
        int vertices = (int) Math.min(MOST_VERTICES, Math.max(12, Math.ceil(2 * Math.PI / step)));
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double[] ring = new double[2 * vertices];
        for (int i = 0; i < vertices; i++) {
            double angle = 2 * Math.PI * i / vertices;
            double x = radiusX * Math.cos(angle);
            double y = radiusY * Math.sin(angle);
            ring[2 * i] = centreX + x * cos - y * sin;
            ring[2 * i + 1] = centreY + x * sin + y * cos;
        }
        return ring;
    }
}
