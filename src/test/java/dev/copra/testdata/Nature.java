package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.box;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;
import static dev.copra.testdata.Silhouette.outline;
import static dev.copra.testdata.Silhouette.polygon;

/** Animals and plants. Sizes are in pixels; angles in degrees, clockwise. */
final class Nature {
    private Nature() {}

    /** A leaf of the given length with veins. */
    static int leaf(Scene s, double x, double y, double length, double degrees, int colour, int edge, int seed) {
        Silhouette blade = outline(-50, 0, -30, -17, 0, -25, 28, -15, 52, 0, 28, 15, 0, 25, -30, 17)
                .rough(3, 5, seed);
        Silhouette stalk = line(2, 1.8, -48, 0, -60, 3, -70, 9);
        Silhouette veins = limb(-50, 0, 1.1, 48, 0, 0.4);
        for (int rib = -38; rib <= 22; rib += 15) {
            veins = veins.or(limb(rib, 0, 0.7, rib + 16, -15, 0.3)).or(limb(rib, 0, 0.7, rib + 16, 15, 0.3));
        }
        Texture tissue = Texture.flat(colour)
                .mottle(edge, 0.95, 26, 26, seed)
                .with(veins, Texture.flat(0xe9c67a))
                .grain(0.12, 3, seed);
        return s.pen("leaf", x, y, length / 100, degrees)
                .shadow(blade.or(stalk), 5, 7, 5, 0.5)
                .paint(stalk, Material.matt(0x7d5a2e, 1))
                .paint(blade, Material.of(tissue, 9))
                .thing;
    }

    /** A koi seen from above, swimming to the right before it is turned. */
    static int fish(Scene s, double x, double y, double length, double degrees, int body, int patch, int seed) {
        Silhouette trunk = outline(48, 0, 40, -9, 18, -14, -10, -11, -32, -1, -44, 5, -30, 6, -8, 10, 18, 13, 40, 9);
        Silhouette fins = outline(20, -10, 14, -26, 3, -25, 8, -10)
                .or(outline(20, 10, 14, 26, 3, 24, 8, 10))
                .or(outline(-36, 2, -52, -6, -66, -7, -55, 6, -60, 20, -46, 13));
        Silhouette spots = (px, py) -> 60 * (0.52 - Noise.fractal(px / 26, py / 26, seed));
        return s.pen("fish", x, y, length / 100, degrees)
                .shadow(trunk.or(fins), 9, 13, 9, 0.45)
                .paint(fins, Material.of(Texture.flat(body).mottle(patch, 0.35, 7, 7, seed), 4))
                .paint(
                        trunk,
                        new Material(
                                Texture.flat(body)
                                        .with(spots, Texture.flat(patch))
                                        .grain(0.1, 3, seed),
                                11,
                                0.35))
                .paint(circle(38, -7, 1.7).or(circle(38, 7, 1.7)), 0x1a1410)
                .thing;
    }

    /** A lily pad with its notch towards {@code degrees}. */
    static int pad(Scene s, double x, double y, double radius, double degrees, int seed) {
        Silhouette notch = polygon(0, 0, 200, -55, 200, 55).grow(2);
        Silhouette shape = circle(0, 0, 100).rough(4, 45, seed).minus(notch);
        Silhouette veins = circle(0, 0, 3);
        for (int k = 1; k < 12; k++) {
            double angle = 2 * Math.PI * k / 12;
            veins = veins.or(limb(0, 0, 2, 85 * StrictMath.cos(angle), 85 * StrictMath.sin(angle), 0.8));
        }
        Texture green =
                Texture.flat(0x4f8f3a).mottle(0x86b84c, 0.8, 80, 80, seed).with(veins, Texture.flat(0x9cc766));
        return s.pen("lily pad", x, y, radius / 100, degrees)
                .shadow(shape, 15, 22, 17, 0.5)
                .paint(shape, Material.of(green, 12))
                .thing;
    }

    static int mushroom(Scene s, double x, double ground, double size, int cap, int seed) {
        Silhouette stem = line(10, 14, 2, -62, -2, -30, 0, -9);
        Silhouette hood = ellipse(0, -58, 46, 42).and(ellipse(0, -94, 70, 48));
        Pen pen = s.pen("mushroom", x, ground, size / 100, 0)
                .shadow(ellipse(8, 0, 30, 6), 0, 0, 5, 0.6)
                .paint(stem, Material.of(Texture.flat(0xefe6d2).mottle(0xbfae8e, 0.6, 8, 30, seed), 12))
                .paint(hood, new Material(Texture.flat(cap).mottle(0x7c1c12, 0.5, 30, 30, seed), 26, 0.35));
        for (int k = 0; k < 11; k++) {
            double cx = Noise.hash(k, 1, seed) * 74 - 37;
            double cy = -58 - Noise.hash(k, 2, seed) * 36;
            double size1 = 2.5 + 3 * Noise.hash(k, 3, seed);
            pen.paint(ellipse(cx, cy, size1 * 1.25, size1).and(hood.grow(-2)), Material.matt(0xf7efe0, 2));
        }
        return pen.thing;
    }

    /** A plant in a clay pot; thin curved leaves. */
    static int plant(Scene s, double x, double ground, double height, int seed) {
        Pen pen = s.pen("potted plant", x, ground, height / 100, 0).shadow(ellipse(3, 0, 22, 4), 0, 0, 4, 0.6);
        for (int k = 0; k < 11; k++) {
            double lean = (k - 5) * 7.2 + 5 * Noise.hash(k, 1, seed) - 2.5;
            double tip = 62 + 34 * Noise.hash(k, 2, seed) - Math.abs(lean) * 0.55;
            double bendX = lean * 0.95;
            double bendY = -30 - tip * 0.62;
            Silhouette stem = line(1.2, 3.2, lean * 0.15, -34, lean * 0.5, -34 - tip * 0.35, bendX, bendY);
            Silhouette blade =
                    line(3.4, 0.7, bendX, bendY, lean * 1.35, -30 - tip * 0.7, lean * 1.75, -22 - tip * 0.62);
            Texture green = Texture.flat(k % 2 == 0 ? 0x3f7d3a : 0x5a9a48).mottle(0x8fbf5f, 0.5, 9, 9, seed + k);
            pen.paint(stem.melt(blade, 3), Material.of(green, 3));
        }
        return pen.paint(
                        polygon(-17, -30, 17, -30, 12.5, -2, -12.5, -2).grow(2),
                        Material.of(Texture.flat(0xb8623a).grain(0.1, 3, seed), 9))
                .paint(box(-21, -37, 21, -28, 2), Material.matt(0xc4703f, 3))
                .thing;
    }
}
