package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.box;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;
import static dev.copra.testdata.Silhouette.outline;
import static dev.copra.testdata.Silhouette.polygon;

/** Things out of doors that people made, seen from the side. */
final class Street {
    private Street() {}

    /** A car of the given length whose wheels stand at {@code ground}; it drives to the right unless mirrored. */
    static int car(Scene s, double x, double ground, double length, int colour, boolean mirrored) {
        Silhouette lower =
                outline(-50, -8, -50, -17, -44, -21, -20, -23, 20, -23, 40, -20, 49, -15, 50, -7, 40, -4.5, -40, -4.5);
        Silhouette body = lower.melt(outline(-34, -20, -29, -31, -20, -36, 2, -36.5, 13, -32, 25, -21, 0, -18), 4);
        Silhouette glass = outline(-29, -22, -25.5, -30, -19, -33, 1, -33.4, 10.5, -30, 19, -22)
                .minus(box(-6.5, -40, -3.5, -10, 0.5));
        Silhouette handles = box(-5.2, -22, -4.6, -8, 0.2).or(box(-2, -18.6, 3, -17.6, 0.4));
        Pen pen = s.pen("car", x, ground, length / 100, mirrored)
                .shadow(ellipse(0, 0, 52, 4), 0, 0, 3, 0.7)
                .paint(body, new Material(Texture.fade(colour, -30, half(colour), 0), 7, 0.7))
                .paint(glass, Material.of(Texture.fade(0x26333f, -34, 0x7f99a8, -20), 0))
                .paint(handles, half(colour))
                .paint(ellipse(47, -14.5, 2.4, 2), Material.glossy(0xffe9a8, 1.5))
                .paint(ellipse(-48.6, -16, 1.4, 2.2), Material.glossy(0xd0332b, 1));
        for (double axle = -29.5; axle < 50; axle += 59) {
            pen.paint(circle(axle, -8, 9.8).and(body), 0x17181b)
                    .paint(circle(axle, -8, 8.6), Material.matt(0x26272b, 2.4))
                    .paint(circle(axle, -8, 5), Material.glossy(0xb4b9bf, 2))
                    .paint(circle(axle, -8, 1.6), 0x55585d);
        }
        return pen.thing;
    }

    private static int half(int hex) {
        return hex >> 1 & 0x7f7f7f;
    }

    /** A bicycle with thin wheels, spokes and frame; {@code wheel} is the radius. */
    static int bicycle(Scene s, double x, double ground, double wheel, int colour) {
        Silhouette tyre = circle(150, -100, 96).rim(9);
        Silhouette spokes = circle(150, -100, 9);
        // Never thinner than a pixel, or the mask would fall into crumbs.
        double thin = Math.max(2, 72 / wheel);
        for (int i = 0; i < 9; i++) {
            double dx = 92 * StrictMath.cos(2 * Math.PI * i / 9 + 0.2);
            double dy = 92 * StrictMath.sin(2 * Math.PI * i / 9 + 0.2);
            spokes = spokes.or(limb(150, -100, thin, 150 + dx, -100 + dy, thin));
        }
        Silhouette frame = limb(-25, -100, 6, -75, -225, 6)
                .or(limb(-25, -100, 6, 95, -210, 6))
                .or(limb(-67, -203, 6, 95, -210, 6))
                .or(limb(-150, -100, 5, -25, -100, 5))
                .or(limb(-150, -100, 4.4, -67, -203, 4.4))
                .or(line(6, 4.4, 89, -226, 105, -180, 125, -135, 150, -100));
        Silhouette black =
                limb(-105, -230, 9, -50, -230, 5).or(line(4.5, 5.5, 89, -226, 105, -244, 137, -240, 141, -220));
        Silhouette pedals = circle(-25, -100, 20)
                .rim(7)
                .or(limb(-47, -124, 4, -3, -76, 4))
                .or(limb(-59, -124, 4.5, -37, -124, 4.5))
                .or(limb(-13, -76, 4.5, 9, -76, 4.5));
        return s.pen("bicycle", x, ground, wheel / 100, 0)
                .shadow(tyre.twice().or(frame).or(black), 22, 9, 6, 0.35)
                .paint(spokes.twice(), 0xb9bcc0)
                .paint(tyre.twice(), Material.matt(0x232326, 5))
                .paint(frame, Material.glossy(colour, 6))
                .paint(pedals, Material.matt(0x4b4e54, 4))
                .paint(black, Material.matt(0x35251c, 6))
                .thing;
    }

    static void lamppost(Scene s, double x, double top, double ground) {
        Silhouette post = limb(x, ground, 4.2, x, top, 2.6).melt(box(x - 7, ground - 9, x + 7, ground, 2), 5);
        s.scenery(0, 0, 1).paint(post, new Material(Texture.flat(0x33403c), 4, 0.3));
    }

    /** An open umbrella whose rim is at {@code y}. */
    static int umbrella(Scene s, double x, double y, double radius, int first, int second) {
        Silhouette dome = ellipse(0, 0, 100, 72).and(box(-200, -200, 200, 4, 0));
        for (int k = -2; k <= 2; k++) {
            dome = dome.minus(ellipse(40 * k, 6, 19.5, 11));
        }
        Texture panels = Texture.segments(first, second, (px, py) -> {
            double ring = Math.sqrt(Math.max(0.04, 1 - py * py / 5184));
            return px / ring / 40 + 0.5;
        });
        double thin = Math.max(2.6, 75 / radius);
        return s.pen("umbrella", x, y, radius / 100, 0)
                .paint(line(thin, thin, 0, -60, 0, 80, 0, 100, -5, 109, -13, 106), Material.matt(0x4a3726, 2))
                .paint(dome, Material.of(panels, 45))
                .paint(limb(0, -72, thin, 0, -82, thin), 0x4a3726)
                .thing;
    }

    /** A diamond kite with a waving tail. */
    static int kite(Scene s, double x, double y, double size, double degrees, int first, int second) {
        Silhouette half = polygon(0, -75, 60, -10, 0, 100);
        double thin = Math.max(3, 90 / size);
        Silhouette cross = limb(0, -75, 3, 0, 100, 3).or(limb(-60, -10, 3, 60, -10, 3));
        Texture cloth = Texture.flat(first).with(half, Texture.flat(second)).with(cross, Texture.flat(0xf7f3ea));
        return s.pen("kite", x, y, size / 100, degrees)
                .paint(line(thin, thin, 0, 100, -25, 140, 20, 180, -20, 220, 10, 250), 0x3a3f5c)
                .paint(circle(17, 178, 11).or(circle(-20, 220, 9)), second)
                .paint(half.twice(), Material.of(cloth, 0))
                .thing;
    }

    /** A sailing boat: hull and two sails on a mast. */
    static int boat(Scene s, double x, double water, double size, int hull, int sail) {
        Silhouette body = outline(-42, -14, -20, -11, 20, -11, 46, -15, 36, 0, 20, 3, -26, 3, -38, -3);
        Silhouette gunwale = outline(-42, -14, -20, -11, 20, -11, 46, -15, 45, -12, 20, -8, -20, -8, -41, -11);
        double thin = Math.max(1, 75 / size);
        return s.pen("boat", x, water, size / 100, 0)
                .shadow(ellipse(0, 1, 44, 4), 0, 0, 4, 0.5)
                .paint(limb(0, -8, thin, 0, -98, thin), Material.matt(0x7a5a3a, 1))
                .paint(
                        outline(3, -94, 12, -72, 32, -24, 30, -21, 3, -21, 2, -50),
                        Material.of(Texture.bands(sail, 0xf4efe4, 22, 90), 12))
                .paint(outline(-3, -86, -12, -60, -34, -21, -30, -19, -4, -20, -3, -48), Material.matt(0xf4efe4, 10))
                .paint(body, new Material(Texture.flat(hull), 7, 0.3))
                .paint(gunwale, 0xf4efe4)
                .thing;
    }

    /** A hot-air balloon with vertical stripes. */
    static int balloon(Scene s, double x, double y, double radius, int first, int second) {
        Texture stripes = Texture.segments(first, second, (px, py) -> {
            double half = 100 * Math.sqrt(Math.max(0.03, 1 - py * py / 19000));
            return 9 * (StrictMath.asin(Math.max(-1, Math.min(1, px / half))) / Math.PI + 0.5);
        });
        double thin = Math.max(2, 72 / radius);
        return s.pen("balloon", x, y, radius / 100, 0)
                .paint(limb(17, 110, thin, 12, 152, thin).twice(), 0x4a3726)
                .paint(circle(0, 0, 100).melt(circle(0, 95, 22), 90), Material.of(stripes, 95))
                .paint(box(-16, 150, 16, 174, 5), Material.of(Texture.bands(0x8a5a2c, 0x6b431f, 12, 0), 8))
                .thing;
    }
}
