package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.box;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;
import static dev.copra.testdata.Silhouette.outline;

/** Things on a table, seen from above. Sizes are in pixels; angles in degrees, clockwise. */
final class Kitchen {
    private static final int[] SUGAR = {0xffffff, 0xffd94a, 0x58c3e0, 0x7ac74f, 0xf2693c};

    private Kitchen() {}

    /** A plate, which is scenery: COCO has no plate. */
    static void plate(Scene s, double x, double y, double radius) {
        s.scenery(x, y, radius / 100)
                .shadow(circle(0, 0, 100), 7, 10, 10, 0.55)
                .paint(circle(0, 0, 100), Material.matt(0xeeebe4, 7))
                .paint(circle(0, 0, 70), Material.of(Texture.fade(0xd9d6d0, -70, 0xf5f3ee, 60), 0))
                .paint(circle(0, 0, 92).rim(1.8), 0x6d8fb3);
    }

    static int donut(Scene s, double x, double y, double radius, int icing, int seed) {
        Silhouette dough = circle(0, 0, 67).rim(66).rough(2.7, 32, seed);
        Silhouette cover = circle(0, 0, 67).rim(46).rough(7, 20, seed + 1);
        Texture crust = Texture.flat(0xc98a48).mottle(0xa5642c, 0.6, 27, 27, seed);
        Pen pen = s.pen("donut", x, y, radius / 100, 0)
                .shadow(dough, 7, 9, 9, 0.5)
                .paint(dough, Material.of(crust, 33))
                .paint(cover, Material.glossy(icing, 22));
        for (int i = 0; i < 34; i++) {
            double angle = 2 * Math.PI * (i + 0.7 * Noise.hash(i, 1, seed)) / 34;
            double away = 50 + 33 * Noise.hash(i, 2, seed);
            double turn = Math.PI * Noise.hash(i, 3, seed);
            double cx = away * StrictMath.cos(angle);
            double cy = away * StrictMath.sin(angle);
            double dx = 4 * StrictMath.cos(turn);
            double dy = 4 * StrictMath.sin(turn);
            pen.paint(limb(cx - dx, cy - dy, 2, cx + dx, cy + dy, 2), Material.matt(SUGAR[i % SUGAR.length], 2));
        }
        return pen.thing;
    }

    /** A cup of coffee whose handle points at {@code degrees} (0 is right, 90 down). */
    static int cup(Scene s, double x, double y, double radius, double degrees, int colour) {
        Silhouette wall = circle(0, 0, 100);
        Silhouette handle = ellipse(112, 0, 42, 30).rim(19);
        Texture coffee = Texture.flat(0x4a2a17).mottle(0x9c6a3c, 0.75, 50, 40, 5);
        return s.pen("cup", x, y, radius / 100, degrees)
                .shadow(wall.or(handle), 16, 26, 18, 0.55)
                .paint(handle, Material.glossy(colour, 10))
                .paint(wall, Material.glossy(colour, 16))
                .paint(circle(0, 0, 84), Material.of(Texture.fade(0x5d5248, -100, 0xcfc3b4, 100), 0))
                .paint(circle(2, 3, 76), Material.of(coffee, 12))
                .paint(ellipse(-34, -30, 16, 7), Material.matt(0x9a7a5f, 6))
                .thing;
    }

    static int fork(Scene s, double x, double y, double length, double degrees) {
        Silhouette shape = limb(0, 48, 3.3, 0, -8, 1.7).melt(box(-7, -27, 7, -15, 5), 9);
        for (int tine = -6; tine <= 6; tine += 4) {
            shape = shape.or(limb(tine, -22, 1.15, tine, -49, 0.85));
        }
        return metal(s.pen("fork", x, y, length / 100, degrees), shape).thing;
    }

    static int knife(Scene s, double x, double y, double length, double degrees) {
        Silhouette blade = outline(-3, 2, -3.2, -20, -1.5, -44, 2, -50, 4.6, -36, 4.2, -12, 2, 3);
        Silhouette shape = limb(0, 47, 3.4, 0, 2, 2.3).melt(blade, 3);
        return metal(s.pen("knife", x, y, length / 100, degrees), shape).thing;
    }

    static int spoon(Scene s, double x, double y, double length, double degrees) {
        Silhouette shape = limb(0, 47, 3, 0, -20, 1.5).melt(ellipse(0, -34, 9, 14), 8);
        return metal(s.pen("spoon", x, y, length / 100, degrees), shape)
                .paint(ellipse(0.6, -33.5, 6.4, 11), Material.of(Texture.fade(0x767b82, -45, 0xd5d8dc, -22), 0))
                .thing;
    }

    private static Pen metal(Pen pen, Silhouette shape) {
        Material steel = new Material(Texture.flat(0xb9bec4).grain(0.06, 6, 3), 2.6, 0.8);
        return pen.shadow(shape, 2.5, 3.5, 2.5, 0.5).paint(shape, steel);
    }

    static int apple(Scene s, double x, double y, double radius, int colour, int blush, int seed) {
        Silhouette shape = circle(-22, 0, 80).melt(circle(22, -3, 78), 40);
        Texture skin = Texture.flat(colour).mottle(blush, 0.9, 100, 140, seed).grain(0.08, 10, seed);
        return s.pen("apple", x, y, radius / 100, 0)
                .shadow(shape, 20, 28, 20, 0.5)
                .paint(shape, new Material(skin, 90, 0.5))
                .paint(ellipse(0, -30, 20, 10), 0x4d3a1c)
                .paint(line(6, 8, 0, -30, 6, -60, 20, -85), Material.matt(0x5b4023, 6))
                .thing;
    }

    static int orange(Scene s, double x, double y, double radius, int seed) {
        Silhouette shape = ellipse(0, 0, 100, 96);
        Texture peel =
                Texture.flat(0xf08a1d).mottle(0xe06a10, 0.7, 100, 100, seed).grain(0.1, 7, seed);
        return s.pen("orange", x, y, radius / 100, 0)
                .shadow(shape, 20, 28, 20, 0.5)
                .paint(shape, new Material(peel, 95, 0.4))
                .paint(circle(20, -25, 9), Material.matt(0x6b7a2c, 6))
                .thing;
    }

    static int banana(Scene s, double x, double y, double length, double degrees, int seed) {
        Silhouette flesh = line(11, 5, -38, -6, -20, 9, 2, 13, 26, 5, 44, -16).melt(limb(-38, -6, 9, -46, -16, 3), 8);
        Texture peel = Texture.flat(0xf2cf3b).mottle(0xd9a520, 0.6, 22, 22, seed);
        return s.pen("banana", x, y, length / 100, degrees)
                .shadow(flesh, 4, 6, 4, 0.5)
                .paint(flesh, Material.of(peel, 10))
                .paint(circle(-47, -17, 4.5).or(circle(46, -18, 5)).and(flesh), Material.matt(0x5a4320, 3))
                .thing;
    }
}
