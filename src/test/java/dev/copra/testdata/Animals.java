package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;
import static dev.copra.testdata.Silhouette.outline;
import static dev.copra.testdata.Silhouette.polygon;

/** Furred, feathered and winged. Sizes are in pixels; angles in degrees, clockwise. */
final class Animals {
    private static final int CREAM = 0xf6efe4;

    private Animals() {}

    /** A cat sitting with its face to us, tail to the right unless mirrored. */
    static int cat(Scene s, double x, double ground, double height, int coat, int stripe, boolean mirrored, int seed) {
        Texture fur = Texture.flat(coat)
                .with((px, py) -> stripes(px, -py, seed), Texture.flat(stripe))
                .grain(0.22, 1.6, seed);
        Silhouette tail = line(5.4, 4, 18, -7, 36, -6, 46, -18, 41, -32, 47, -42);
        Silhouette body = ellipse(0, -22, 25, 22).melt(ellipse(0, -45, 15, 20), 14);
        Silhouette leg = limb(7, -36, 6.5, 7, -5, 5).melt(ellipse(8, -4, 7, 4), 4);
        Pen pen = s.pen("cat", x, ground, height / 100, mirrored)
                .shadow(ellipse(4, -1, 34, 5), 0, 0, 4, 0.6)
                .paint(tail, Material.of(fur, 5))
                .paint(body, Material.of(fur, 16))
                .paint(leg.twice(), Material.of(fur, 7))
                .paint(ellipse(8, -4, 6.4, 3.6).twice(), Material.matt(CREAM, 4))
                .paint(ellipse(0, -47, 8, 14), Material.of(Texture.flat(CREAM).grain(0.15, 1.5, seed), 7));
        return catHead(pen, fur).thing;
    }

    private static Pen catHead(Pen pen, Texture fur) {
        Silhouette skull = ellipse(0, -75, 20, 16.5).melt(ellipse(0, -69, 22, 10), 5);
        Silhouette ear = polygon(20, -98, 4, -88, 18, -76).grow(1.4);
        return pen.paint(ear.twice().melt(skull, 4), Material.of(fur, 12))
                .paint(polygon(17.5, -94, 8, -87, 16.5, -81).twice(), 0xd99a8c)
                .paint(ellipse(4.5, -67, 6, 4.8).twice(), Material.matt(CREAM, 4))
                .paint(ellipse(9, -76, 4, 4.2).twice(), Material.matt(0xb9c94e, 2))
                .paint(ellipse(9, -76, 1.5, 3.7).twice(), 0x15130f)
                .paint(circle(8, -77.8, 0.9).or(circle(-10, -77.8, 0.9)), 0xffffff)
                .paint(polygon(-2.4, -71.5, 2.4, -71.5, 0, -69).grow(0.5), 0xc9746a)
                .paint(line(0.45, 0.45, 0, -68, 2.4, -64.6, 5, -65).twice(), 0x5a4038);
    }

    /** Tabby stripes around the body and a few on the forehead, for a cat 100 tall. */
    private static double stripes(double x, double height, int seed) {
        boolean forehead = height > 79;
        double away = Math.abs(x);
        if (forehead ? away > 11 : away < 8) {
            return 2;
        }
        double wobble = 5 * Noise.smooth(x / 7, height / 7, seed);
        double phase = forehead ? (x + 3.4) / 6.8 : (height - 0.25 * away + wobble) / 9;
        double t = Math.abs(2 * (phase - Math.floor(phase)) - 1);
        return (t - 0.36) * (forehead ? 3.4 : 4.5);
    }

    /** A bird standing or floating, looking right unless mirrored. */
    static int bird(Scene s, double x, double y, double size, int body, int wing, boolean mirrored) {
        Silhouette shape = ellipse(0, 0, 34, 22)
                .melt(circle(26, -24, 14), 14)
                .melt(polygon(-24, -8, -56, -14, -54, -4, -24, 10), 8);
        Texture plumage = Texture.flat(wing).mottle(body, 0.3, 5, 5, 4);
        return s.pen("bird", x, y, size / 100, mirrored)
                .paint(polygon(38, -27, 53, -22, 38, -19), 0xe8a020)
                .paint(shape, Material.of(Texture.fade(body, -20, wing, 40), 16))
                .paint(outline(16, -8, -2, -16, -28, -13, -48, -8, -26, 8, 2, 10), Material.of(plumage, 7))
                .paint(circle(30, -27, Math.max(2.4, 80 / size)), 0x15130f)
                .thing;
    }

    /** A gull in flight, seen from afar. */
    static int gull(Scene s, double x, double y, double span, double degrees) {
        double tip = 1.5 + 50 / span;
        Silhouette wings = line(tip, 4 + tip, -50, -2, -28, -15, 0, 0).or(line(4 + tip, tip, 0, 0, 26, -17, 50, -6));
        return s.pen("bird", x, y, span / 100, degrees)
                .paint(
                        wings.melt(ellipse(0, 1, 13, 6 + 50 / span), 4),
                        Material.of(Texture.fade(0xffffff, -12, 0x98a2ad, 7), 3))
                .thing;
    }

    /** A butterfly or moth with open wings in a texture of the picture, seen from above. */
    static int butterfly(Scene s, double x, double y, double span, double degrees, Texture wing, double shade) {
        Silhouette wings = outline(
                        -2, -4, 18, -30, 42, -36, 50, -26, 42, -6, 24, 2, 38, 10, 36, 26, 22, 32, 8, 20, -2, 8)
                .twice();
        Silhouette feelers = line(0.9, 0.7, 0, -14, 6, -26, 10, -32).twice();
        Silhouette eyes = circle(32, -22, 5).or(circle(24, 18, 4)).twice();
        Silhouette inner = wings.grow(-4);
        Texture pattern = (px, py) -> wing.at(px, py).times(inner.at(px, py) > 0 ? 0.72 : 1);
        return s.pen("butterfly", x, y, span / 100, degrees)
                .shadow(wings, 5, 7, 5, shade)
                .paint(wings, Material.of(pattern, 5))
                .paint(eyes, Material.of((px, py) -> wing.at(px, py).times(1.5), 0))
                .paint(
                        limb(0, -14, 2.6, 0, 18, 1.6).or(feelers),
                        Material.of((px, py) -> wing.at(px, py).times(0.3), 2))
                .thing;
    }
}
