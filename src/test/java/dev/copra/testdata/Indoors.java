package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.below;
import static dev.copra.testdata.Silhouette.box;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.outline;
import static dev.copra.testdata.Silhouette.polygon;

/** Scenes under a roof. */
final class Indoors {
    private Indoors() {}

    /** Holes (donut, handle), thin cutlery, a banana cut by the border. */
    static Scene breakfast() {
        Canvas canvas = new Canvas(320, 240, Texture.wood(0xb98a5e, 0x7d5230, 48, 11));
        Scene s = new Scene(139, "breakfast.jpg", Scene.Store.COLOUR, canvas);
        Kitchen.plate(s, 138, 128, 82);
        Kitchen.donut(s, 126, 118, 44, 0xe86f9c, 21);
        Kitchen.apple(s, 179, 158, 24, 0xc2302c, 0xe0b040, 6);
        Kitchen.fork(s, 32, 128, 150, 3);
        Kitchen.knife(s, 236, 150, 150, -4);
        Kitchen.cup(s, 268, 58, 34, 40, 0x2f7f8f);
        Kitchen.spoon(s, 222, 44, 84, -62);
        Kitchen.banana(s, 290, 216, 110, -18, 4);
        Kitchen.orange(s, 52, 24, 22, 8);
        canvas.develop(0.35, 0.05, 1);
        return s;
    }

    /** A window frame with four holes, what stands before it, and a cat in front of both. */
    static Scene windowsill() {
        Texture sky = Texture.fade(0x9cc3e6, 10, 0xf6dfc0, 150).mottle(0xffffff, 0.55, 60, 22, 5);
        Texture wall = Texture.flat(0xd9c7a8).mottle(0xc2ab86, 0.5, 30, 30, 6).grain(0.05, 1.5, 2);
        Silhouette pane = box(60, 14, 258, 178, 2);
        Texture view = sky.with(below(124, 24, 46, 3), Texture.fade(0x7fa27c, 120, 0x4f7a4a, 180));
        Canvas canvas = new Canvas(320, 240, wall.with(pane, view));
        Scene s = new Scene(285, "windowsill.jpg", Scene.Store.COLOUR, canvas);
        int window = s.thing("window");
        Silhouette frame = pane.rim(11).or(limb(159, 14, 4, 159, 178, 4).or(limb(60, 88, 4, 258, 88, 4)));
        canvas.shadow(frame, 4, 5, 4, 0.35);
        s.pen(window).paint(frame, Material.matt(0xf3efe6, 4));
        Silhouette sill = box(30, 182, 292, 204, 3);
        canvas.shadow(sill, 3, 10, 7, 0.5);
        s.pen(Canvas.SCENERY).paint(sill, Material.of(Texture.wood(0xd8b384, 0xb88a58, 40, 3), 3));
        Nature.plant(s, 92, 192, 112, 5);
        Animals.cat(s, 196, 197, 128, 0xd98a3d, 0xa5561f, false, 7);
        canvas.develop(0.3, 0.04, 2);
        return s;
    }

    /** Many small things, and a heap that nobody would outline one by one. */
    static Scene market() {
        Canvas canvas = new Canvas(320, 240, Texture.wood(0x9a6f48, 0x5f3f26, 60, 31));
        Scene s = new Scene(397, "market.jpg", Scene.Store.COLOUR, canvas);
        crate(s, 8, 8, 156, 232);
        crate(s, 166, 8, 312, 116);
        crate(s, 166, 126, 312, 232);
        int heap = s.crowd("apple");
        for (int i = 0; i < 150; i++) {
            double x = 176 + 126 * Noise.hash(i, 1, 71);
            double y = 18 + 88 * Noise.hash(i, 2, 71);
            Silhouette ball = circle(x, y, 8.5);
            canvas.shadow(ball, 1.5, 2.5, 2, 0.45);
            int tone = Noise.hash(i, 3, 71) < 0.5 ? 0x9dbb3c : 0xb5c94a;
            s.pen(heap).paint(ball, Material.glossy(tone, 8)).paint(circle(x + 1, y - 1.5, 1), 0x4d3a1c);
        }
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 5; column++) {
                int i = 5 * row + column;
                double x = 32 + 25 * column + (row % 2) * 6 + 3 * Noise.hash(i, 4, 71);
                double y = 30 + 30 * row + 4 * Noise.hash(i, 5, 71);
                if (Noise.hash(i, 6, 71) < 0.62) {
                    Kitchen.orange(s, x, y, 11.5 + 2 * Noise.hash(i, 7, 71), i);
                } else {
                    Kitchen.apple(s, x, y, 12 + 2 * Noise.hash(i, 7, 71), 0xb8302c, 0xd96a3c, i);
                }
            }
        }
        Kitchen.banana(s, 214, 188, 84, 20, 2);
        Kitchen.banana(s, 238, 178, 84, 32, 3);
        Kitchen.banana(s, 264, 174, 84, 47, 5);
        canvas.develop(0.3, 0.05, 3);
        return s;
    }

    private static void crate(Scene s, double left, double top, double right, double bottom) {
        Silhouette wall = box(left, top, right, bottom, 3);
        s.scenery(0, 0, 1)
                .shadow(wall, 3, 4, 4, 0.5)
                .paint(wall, Material.of(Texture.wood(0xd6b283, 0xb0844f, 20, 5), 3))
                .paint(
                        box(left + 6, top + 6, right - 6, bottom - 6, 2),
                        Material.of(Texture.flat(0x4a3524).grain(0.3, 3, 4), 0));
    }

    /** Grey: steel tools with holes on dark cloth. */
    static Scene tools() {
        Texture cloth = Texture.flat(0x3c3f44).mottle(0x2a2c30, 0.8, 40, 40, 9).grain(0.25, 1.1, 8);
        Canvas canvas = new Canvas(320, 240, cloth);
        Scene s = new Scene(724, "tools.jpg", Scene.Store.GREY, canvas);
        Texture steel = Texture.flat(0x9ea2a8).mottle(0x7a7e84, 0.6, 30, 8, 4).grain(0.08, 2, 5);
        Silhouette ring = circle(0, -46, 12).minus(circle(0, -46, 7));
        Silhouette jaw = circle(0, 48, 14).minus(polygon(-6, 50, 6, 50, 7, 80, -7, 80));
        Silhouette wrench = limb(0, -38, 4.5, 0, 38, 4.5)
                .melt(ring, 6)
                .minus(circle(0, -46, 7))
                .melt(jaw, 5);
        s.pen("wrench", 84, 122, 1.35, 24).shadow(wrench, 4, 5, 4, 0.7).paint(wrench, new Material(steel, 4, 0.6));
        s.pen("wrench", 132, 112, 1.05, 70).shadow(wrench, 4, 5, 4, 0.7).paint(wrench, new Material(steel, 4, 0.6));
        scissors(s, 232, 118, 1.25, -28);
        canvas.develop(0.4, 0.06, 4);
        return s;
    }

    private static void scissors(Scene s, double x, double y, double unit, double degrees) {
        Silhouette blade = polygon(-3, 2, 4, -2, 15, -66, 11, -62);
        Silhouette bow = outline(-8, 26, -4, 40, -8, 56, -18, 60, -24, 50, -20, 34)
                .rim(6)
                .or(limb(-10, 26, 3.4, 0, 0, 3.4));
        Silhouette half = blade.grow(1.2).or(bow);
        Material steel = new Material(Texture.flat(0xc2c6cb).grain(0.06, 3, 2), 3, 0.7);
        s.pen("scissors", x, y, unit, degrees)
                .shadow(half.twice(), 4, 6, 4, 0.7)
                .paint(blade.grow(1.2).twice(), steel)
                .paint(bow.twice(), Material.matt(0x55595f, 3))
                .paint(circle(0, 0, 3.2), Material.matt(0x8a8e94, 2));
    }
}
