package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.below;
import static dev.copra.testdata.Silhouette.box;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;

import dev.copra.testdata.People.Dress;

/** Scenes with people, vehicles and what they left behind. */
final class Outdoors {
    private static final Dress RED = new Dress(0xe3b08c, 0x4a2c1a, 0xc23b36, 0x2f3c58, 0x2a2420, false, false);
    private static final Dress GREEN = new Dress(0x8a5a3c, 0x1c1512, 0x3f8f6a, 0xd9cbb0, 0xe8e4dc, false, false);
    private static final Dress YELLOW = new Dress(0xf0c4a4, 0xc98f3f, 0xf0c040, 0x7a3f6b, 0x4a2c2c, true, true);
    private static final Dress BLUE = new Dress(0xc98f68, 0x2a1c16, 0x3f6fb5, 0x3a3a40, 0x1c1c20, true, false);

    private Outdoors() {}

    /** Cars before and behind each other, cut by the border and by a lamppost. */
    static Scene street() {
        Canvas canvas = new Canvas(320, 240, houses());
        Scene s = new Scene(37, "street.jpg", Scene.Store.COLOUR, canvas);
        s.scenery(0, 0, 1)
                .paint(
                        box(-9, 158, 329, 176, 0),
                        Material.of(Texture.flat(0xb5aea2).grain(0.12, 2, 4), 0))
                .paint(
                        box(-9, 173, 329, 249, 0),
                        Material.of(
                                Texture.flat(0x55565a)
                                        .mottle(0x47484c, 0.6, 60, 12, 3)
                                        .grain(0.2, 1.2, 7),
                                0))
                .paint(
                        box(30, 208, 96, 211, 0).or(box(150, 208, 216, 211, 0)).or(box(270, 208, 336, 211, 0)),
                        0xd9d4c4);
        Street.car(s, 238, 190, 118, 0x8f9aa3, true);
        Street.car(s, 92, 195, 132, 0xc8372d, false);
        Street.lamppost(s, 248, -9, 194);
        Street.car(s, 196, 226, 150, 0x2f66a8, false);
        Street.car(s, 6, 233, 140, 0xe3b23c, false);
        canvas.develop(0.3, 0.05, 5);
        return s;
    }

    private static Texture houses() {
        Texture[] fronts = {
            Texture.flat(0xc98f6b), Texture.flat(0xd9c39a), Texture.flat(0x9fb0a8), Texture.flat(0xb86f5c)
        };
        Texture sky = Texture.fade(0x8fbce8, 0, 0xdcebf5, 90).mottle(0xffffff, 0.7, 70, 24, 12);
        return (x, y) -> {
            int house = (int) Math.floor((x + 20) / 78);
            double within = x + 20 - 78 * house;
            double roof = 24 + 22 * Noise.hash(house, 0, 4);
            if (y < roof) {
                return sky.at(x, y);
            }
            double light = 0.85 + 0.25 * Noise.fractal(x / 30, y / 30, 9);
            if (y < roof + 5 || within < 1.5) {
                return Rgb.of(0x6b5546).times(light);
            }
            double column = (within - 8) / 22;
            double storey = (y - roof - 16) / 36;
            double u = column - Math.floor(column);
            double v = storey - Math.floor(storey);
            boolean window = column > 0 && column < 3 && storey > 0 && storey < 3 && u > 0.2 && u < 0.78 && v < 0.62;
            if (window) {
                boolean bar = u > 0.46 && u < 0.52 || v > 0.28 && v < 0.32 || u < 0.24 || u > 0.74;
                return bar ? Rgb.of(0xece5d8) : Rgb.of(0x3f5261).mix(Rgb.of(0x9fb8c8), 1 - v * 1.5 - 0.2 * u);
            }
            return fronts[Math.floorMod(house, 4)].at(x, y).times(light);
        };
    }

    /** People with joints seen, hidden and out of the picture; a ball and a cat before them, an umbrella. */
    static Scene park() {
        Texture sky = Texture.fade(0x7fb4e6, 0, 0xe3f0f6, 110).mottle(0xffffff, 0.8, 70, 26, 44);
        Silhouette trees = (x, y) -> 84 + 16 * Noise.smooth(x / 40, 1, 3) + 16 * Noise.fractal(x / 14, y / 14, 4) - y;
        Texture wood = Texture.flat(0x4f7f45).mottle(0x86ad5c, 0.8, 16, 14, 6);
        Texture lawn = Texture.fade(0xa9c46c, 118, 0x5f9440, 240)
                .mottle(0x4a7a34, 0.6, 26, 8, 7)
                .grain(0.25, 1.4, 9);
        Canvas canvas = new Canvas(320, 240, sky.with(trees, wood).with(below(118, 10, 70, 3), lawn));
        Scene s = new Scene(785, "park.jpg", Scene.Store.COLOUR, canvas);
        People.person(s, People.WALKING, 40, 176, 108, false, BLUE, 2);
        People.person(s, People.STANDING, 246, 196, 138, false, GREEN, 3);
        People.person(s, People.WAVING, 160, 214, 158, false, RED, 4);
        Street.umbrella(s, 289, 94, 46, 0xd94f3f, 0xf3e6cf);
        People.person(s, People.STANDING, 302, 222, 142, true, YELLOW, 5);
        int ball = s.thing("sports ball");
        Silhouette leather = circle(190, 207, 17);
        canvas.shadow(ellipse(193, 222, 17, 4), 0, 0, 3, 0.6);
        Silhouette patches = circle(188, 203, 5)
                .or(circle(201, 212, 4))
                .or(circle(182, 217, 4))
                .or(circle(198, 195, 4))
                .or(circle(176, 203, 3.5));
        s.pen(ball).paint(leather, Material.of(Texture.flat(0xf2efe8).with(patches, Texture.flat(0x25282c)), 16));
        Animals.cat(s, 98, 230, 62, 0x5a5550, 0x2f2c2a, true, 3);
        canvas.develop(0.25, 0.04, 6);
        return s;
    }

    /** Portrait; one figure, all joints. */
    static Scene runner() {
        Texture sky = Texture.fade(0xf2a65a, 0, 0xfbe3b8, 130).mottle(0xf7c98a, 0.6, 60, 20, 3);
        Texture track = Texture.flat(0xb0553c).mottle(0x93432e, 0.6, 40, 10, 8).grain(0.22, 1.2, 5);
        Silhouette lanes = (x, y) -> Math.abs((y - 232) - 0.04 * (x - 90)) - 1.4;
        Silhouette second = (x, y) -> Math.abs((y - 196) - 0.02 * (x - 90)) - 1;
        Texture ground = track.with(lanes.or(second), Texture.flat(0xf3e6d8));
        Texture far = Texture.fade(0x9a6f7a, 120, 0x6b5566, 185);
        Canvas canvas =
                new Canvas(180, 240, sky.with(below(128, 24, 50, 4), far).with(below(180, 0, 1, 0), ground));
        Scene s = new Scene(872, "runner.png", Scene.Store.COLOUR, canvas);
        People.person(
                s,
                People.RUNNING,
                92,
                224,
                196,
                false,
                new Dress(0xa56b45, 0x1a1412, 0x2f8fb5, 0x22263a, 0xf0e04a, false, false),
                6);
        canvas.develop(0.25, 0, 7);
        return s;
    }

    /** Thin spokes before a brick wall. */
    static Scene bicycle() {
        Texture bricks = (x, y) -> {
            int row = (int) Math.floor(y / 13);
            double shifted = x / 30 + (row % 2) * 0.5;
            int column = (int) Math.floor(shifted);
            double dx = Math.abs(shifted - column - 0.5) * 30;
            double dy = Math.abs(y / 13 - row - 0.5) * 13;
            double mortar = Math.max(0, Math.min(1, Math.max(dx - 13.4, dy - 4.9) / 1.2));
            double tone = Noise.hash(column, row, 5);
            double stain = Noise.fractal(x / 26, y / 20, 6);
            Rgb brick = Rgb.of(0xb06a4a).mix(Rgb.of(0x8a4a36), tone).times(0.75 + 0.5 * stain);
            return brick.mix(Rgb.of(0xcbbfae).times(0.8 + 0.3 * stain), mortar);
        };
        Texture pavement =
                Texture.flat(0x9a958c).mottle(0x85807a, 0.7, 40, 10, 2).grain(0.2, 1.3, 3);
        Canvas canvas = new Canvas(320, 240, bricks.with(below(196, 0, 1, 0), pavement));
        Scene s = new Scene(632, "bicycle.jpg", Scene.Store.COLOUR, canvas);
        canvas.shadow(box(-20, 186, 340, 198, 0), 0, 0, 5, 0.35);
        Street.bicycle(s, 150, 212, 54, 0x2f8f7f);
        Nature.plant(s, 286, 216, 92, 9);
        canvas.develop(0.35, 0.05, 8);
        return s;
    }

    /** A rope that passes behind and before a lifebuoy on planks. */
    static Scene harbour() {
        Texture planks = Texture.wood(0xa8a093, 0x6f675c, 40, 51);
        Canvas canvas = new Canvas(320, 240, planks);
        Scene s = new Scene(802, "harbour.jpg", Scene.Store.COLOUR, canvas);
        int rope = s.thing("rope");
        int buoy = s.thing("lifebuoy");
        Texture hemp = Texture.bands(0xd8bd8a, 0x9a7a4a, 6, 35).mottle(0x8a6a3c, 0.35, 12, 12, 3);
        Silhouette under = line(4.6, 4.6, -10, 60, 40, 40, 84, 66, 112, 110, 130, 150, 178, 190);
        Silhouette over = line(
                4.6, 4.6, 178, 190, 222, 214, 252, 178, 226, 144, 190, 150, 168, 110, 190, 70, 240, 52, 290, 70, 330,
                40);
        Silhouette ring = circle(150, 118, 66).rim(38);
        Texture bands = (x, y) -> {
            double angle = StrictMath.atan2(y - 118, x - 150) / Math.PI * 2 + 0.5;
            return angle - Math.floor(angle) < 0.36 ? Rgb.of(0xf4efe6) : Rgb.of(0xd9452f);
        };
        canvas.shadow(under, 4, 5, 3, 0.5);
        s.pen(rope).paint(under, Material.of(hemp, 4.5));
        canvas.shadow(ring, 7, 9, 7, 0.6);
        s.pen(buoy).paint(ring, new Material(bands, 19, 0.35));
        canvas.shadow(over.and(ring.grow(3)), 3, 4, 2.5, 0.45);
        canvas.shadow(over.minus(ring), 4, 5, 3, 0.5);
        s.pen(rope).paint(over, Material.of(hemp, 4.5));
        canvas.develop(0.35, 0.05, 9);
        return s;
    }

    /** Boats in fog, the further the fainter, and gulls. */
    static Scene regatta() {
        Texture fog = Texture.fade(0xc9d2d8, 0, 0xe3e6e6, 130);
        Texture sea = Texture.fade(0xcfd8da, 132, 0x8fa7ae, 240).mottle(0xb9c8cc, 0.7, 60, 5, 8);
        Canvas canvas = new Canvas(320, 240, fog.with(below(132, 0, 1, 0), sea));
        Scene s = new Scene(1000, "regatta.png", Scene.Store.COLOUR, canvas);
        Silhouette all = box(-50, -50, 400, 300, 0);
        Street.boat(s, 307, 137, 46, 0x6b4a3a, 0xb0756b);
        Street.boat(s, 250, 142, 66, 0x3a4a5a, 0x6b8aa5);
        canvas.veil(0xd6dcde, all, 0.72, 1);
        Street.boat(s, 182, 160, 104, 0x2f4a5f, 0xd98a4a);
        canvas.veil(0xd6dcde, all, 0.42, 1);
        Street.boat(s, 92, 208, 152, 0x8a2f2a, 0xd9b04a);
        Animals.gull(s, 236, 40, 40, -8);
        Animals.gull(s, 270, 62, 26, 6);
        Animals.gull(s, 204, 66, 20, -3);
        Animals.gull(s, 286, 28, 15, 10);
        Animals.gull(s, 160, 24, 12, 0);
        Animals.bird(s, 262, 216, 40, 0xf3f1ec, 0x9aa5b0, true);
        canvas.shadow(ellipse(262, 226, 16, 2.5), 0, 0, 2, 0.35);
        return s;
    }

    /** A crowd with three people before it. */
    static Scene concert() {
        Texture dusk = Texture.fade(0x241b3f, 0, 0xd0607a, 130).mottle(0xf0a05a, 0.5, 90, 40, 3);
        Canvas canvas = new Canvas(320, 240, dusk);
        Scene s = new Scene(885, "concert.jpg", Scene.Store.COLOUR, canvas);
        Silhouette stage = box(60, 34, 260, 104, 4);
        s.scenery(0, 0, 1).paint(stage, Material.of(Texture.fade(0x3a2a5a, 34, 0xf5c46b, 104), 0));
        for (double x = 80; x < 250; x += 40) {
            canvas.veil(0xffe3a0, limb(x, 34, 2, 160 + (x - 160) * 0.3, 110, 16), 0.4, 6);
        }
        int crowd = s.crowd("person");
        for (int row = 0; row < 5; row++) {
            for (int i = 0; i < 16; i++) {
                int seed = 16 * row + i;
                double size = 60 + 12 * row;
                double x = -12 + 23 * i + 11 * (row % 2) + 8 * Noise.hash(seed, 1, 5);
                double ground = 150 + 22 * row + 8 * Noise.hash(seed, 2, 5);
                int[] tops = {0x8f3f4a, 0x3f5a8f, 0x4a7a5a, 0xb08a3f, 0x6b4a7a, 0x9a9aa0};
                int[] skins = {0xe3b08c, 0x8a5a3c, 0xc98f68, 0x5a3a28};
                Dress dress = new Dress(
                        skins[(int) (4 * Noise.hash(seed, 3, 5))],
                        0x2a1c16,
                        tops[(int) (6 * Noise.hash(seed, 4, 5))],
                        0x2a2a34,
                        0x151515,
                        Noise.hash(seed, 6, 5) < 0.4,
                        false);
                double[] pose = Noise.hash(seed, 5, 5) < 0.3 ? People.WAVING : People.STANDING;
                People.paint(new Pen(canvas, crowd, x, ground, size / 100, 0, i % 2 == 0), pose, dress, false, seed);
            }
            canvas.veil(0x3a2248, box(-20, 90, 340, 260, 0), 0.12, 10);
        }
        People.person(s, People.WAVING, 70, 304, 168, false, GREEN, 7);
        People.person(s, People.WAVING, 250, 312, 176, true, RED, 8);
        People.person(s, People.STANDING, 158, 318, 172, false, YELLOW, 9);
        canvas.develop(0.4, 0.06, 10);
        return s;
    }

    /** Large and far balloons, one cut by the border. */
    static Scene balloons() {
        Texture sky = Texture.fade(0x5f9fdc, 0, 0xf3e3cf, 220).mottle(0xffffff, 0.75, 90, 30, 61);
        Silhouette ridge = (x, y) -> 196 + 22 * Noise.smooth(x / 60, 1, 9) + 8 * Noise.fractal(x / 20, 0, 8) - y;
        Canvas canvas = new Canvas(320, 240, sky.with(ridge, Texture.fade(0x8a9ab5, 190, 0x5f7390, 240)));
        Scene s = new Scene(1268, "balloons.jpg", Scene.Store.COLOUR, canvas);
        Street.balloon(s, 262, 152, 11, 0x8a5fa5, 0xe8d8f0);
        Street.balloon(s, 40, 128, 16, 0x3f8f8f, 0xf0e6c8);
        Street.balloon(s, 208, 100, 24, 0xe8b53c, 0xc8502f);
        Street.balloon(s, 236, 66, 34, 0x3f6fb5, 0xf4efe4);
        Street.balloon(s, 110, 82, 58, 0xd9452f, 0xf6d77a);
        Street.balloon(s, 318, 34, 40, 0x4f9f5f, 0xf0e6c8);
        canvas.develop(0.2, 0.03, 11);
        return s;
    }

    /** Flat colours, few enough for a palette. */
    static Scene kites() {
        Canvas canvas =
                new Canvas(240, 180, Texture.flat(0xa9d3f0).with(below(146, 14, 50, 2), Texture.flat(0x7fae5c)));
        Scene s = new Scene(1296, "kites.png", Scene.Store.INDEXED, canvas);
        Street.kite(s, 70, 46, 34, 18, 0xd9452f, 0xf6c445);
        Street.kite(s, 150, 66, 24, -12, 0x3f6fb5, 0x8fd0c8);
        Street.kite(s, 206, 34, 17, 25, 0x7a4a9a, 0xf08aa5);
        return s;
    }
}
