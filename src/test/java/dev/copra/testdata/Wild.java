package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.below;
import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;

/** Scenes of nature, large and small. */
final class Wild {
    private Wild() {}

    /** Koi that pads and other koi cover: several parts to a mask. */
    static Scene pond() {
        Texture water = Texture.fade(0x2f5f66, 0, 0x1f4650, 240)
                .mottle(0x4f8a86, 0.5, 70, 50, 3)
                .mottle(0x16343c, 0.5, 30, 22, 5);
        Canvas canvas = new Canvas(320, 240, water);
        Scene s = new Scene(502, "pond.jpg", Scene.Store.COLOUR, canvas);
        Nature.fish(s, 120, 84, 150, 28, 0xf3eee4, 0xe0562a, 12);
        Nature.fish(s, 228, 150, 140, -148, 0xf0a03c, 0xf6e6cf, 7);
        Nature.fish(s, 92, 190, 128, -24, 0xf3eee4, 0x2a2a30, 15);
        canvas.veil(0x2f6a70, circle(160, 120, 400), 0.16, 10);
        Nature.pad(s, 84, 66, 25, 200, 3);
        Nature.pad(s, 262, 62, 42, 130, 4);
        Nature.pad(s, 208, 30, 26, 40, 5);
        Nature.pad(s, 22, 214, 46, -60, 6);
        Nature.pad(s, 296, 214, 30, 230, 8);
        canvas.develop(0.35, 0.04, 12);
        return s;
    }

    /** Leaves on leaves: textured things on a textured ground. */
    static Scene autumn() {
        Texture litter = Texture.flat(0x6b4f30)
                .mottle(0x8f6f3f, 0.9, 14, 9, 3)
                .mottle(0x3a2a1a, 0.7, 9, 12, 6)
                .grain(0.3, 1.6, 8);
        Canvas canvas = new Canvas(320, 240, litter);
        Scene s = new Scene(776, "autumn.jpg", Scene.Store.COLOUR, canvas);
        Nature.leaf(s, 62, 66, 120, 35, 0xc8702a, 0xe0a83c, 3);
        Nature.leaf(s, 212, 70, 150, -28, 0xb0402a, 0xd9803a, 4);
        Nature.leaf(s, 130, 150, 160, 160, 0xd9a03a, 0x9a6a2a, 5);
        Nature.leaf(s, 262, 176, 130, 75, 0x9a5a2a, 0xc88a3f, 6);
        Nature.leaf(s, 170, 96, 90, 110, 0x8a8a3a, 0xc0a040, 7);
        Nature.leaf(s, 30, 206, 120, -50, 0xa03a26, 0x6b2a1c, 8);
        canvas.develop(0.35, 0.05, 13);
        return s;
    }

    /** A moth on bark: nearly nothing to see but its shadow. */
    static Scene moth() {
        Texture bark = Texture.flat(0x8a7a66)
                .mottle(0x5a4c3c, 1, 12, 60, 4)
                .mottle(0xb0a48e, 0.7, 18, 26, 9)
                .grain(0.16, 1.5, 3);
        Canvas canvas = new Canvas(240, 240, bark);
        Scene s = new Scene(1353, "moth.jpg", Scene.Store.COLOUR, canvas);
        Texture wing = Texture.flat(0x948470)
                .mottle(0x66584a, 0.9, 16, 22, 14)
                .mottle(0xb0a48e, 0.6, 10, 12, 6)
                .grain(0.14, 1.5, 5);
        // The pattern is the picture's, not the moth's: its scale then gives nothing away.
        Animals.butterfly(s, 112, 112, 122, -18, (x, y) -> wing.at(1.2 * x, 1.2 * y), 0.35);
        Animals.butterfly(
                s, 196, 196, 60, 30, (x, y) -> wing.at(0.6 * x, 0.6 * y).times(1.15), 0.3);
        canvas.develop(0.3, 0.05, 14);
        return s;
    }

    /** Grey: cells under a microscope, faint and touching. */
    static Scene cells() {
        Canvas canvas = new Canvas(224, 224, Texture.flat(0x8f8f8f).mottle(0x858585, 0.8, 60, 60, 2));
        Scene s = new Scene(1425, "cells.png", Scene.Store.GREY, canvas);
        double[][] cells = {
            {40, 46, 26},
            {84, 38, 20},
            {150, 52, 32},
            {196, 34, 20},
            {30, 112, 22},
            {76, 96, 30},
            {128, 116, 24},
            {180, 116, 28},
            {52, 170, 32},
            {112, 178, 28},
            {164, 178, 24},
            {206, 172, 26},
            {14, 206, 20},
            {140, 216, 18},
            {220, 90, 16}
        };
        for (int i = 0; i < cells.length; i++) {
            double r = cells[i][2];
            Silhouette wall = ellipse(0, 0, 1.1 * r, 0.92 * r).rough(r * 0.2, r * 0.8, i);
            Silhouette core = ellipse(r * 0.15, -r * 0.1, r * 0.36, r * 0.3).rough(1.5, 6, i + 40);
            Texture plasma = Texture.flat(0x9a9a9a)
                    .mottle(0x8c8c8c, 0.8, 9, 9, i)
                    .with(core, Texture.flat(0x6f6f6f).mottle(0x606060, 1, 4, 4, i));
            s.pen("cell", cells[i][0], cells[i][1], 1, 40 * i)
                    .paint(wall, Material.of(Texture.flat(0xa8a8a8), 0))
                    .paint(wall.grow(-2.2), Material.of(plasma, 3));
        }
        return s;
    }

    /** Mushrooms in moss, a butterfly above. */
    static Scene forest() {
        Texture dark = Texture.fade(0x1f3326, 0, 0x4a6b3a, 170).mottle(0x8fb07a, 0.45, 70, 90, 4);
        Texture moss = Texture.fade(0x5f8a3a, 166, 0x2f4f22, 240)
                .mottle(0x8fae4a, 0.8, 9, 6, 5)
                .grain(0.35, 1.5, 6);
        Canvas canvas = new Canvas(320, 240, dark.with(below(172, 10, 40, 3), moss));
        Scene s = new Scene(1490, "forest.jpg", Scene.Store.COLOUR, canvas);
        for (int i = 0; i < 7; i++) {
            canvas.veil(
                    0xfff3c0,
                    circle(
                            20 + 300 * Noise.hash(i, 1, 9),
                            20 + 110 * Noise.hash(i, 2, 9),
                            10 + 14 * Noise.hash(i, 3, 9)),
                    0.16,
                    3);
        }
        Nature.mushroom(s, 236, 196, 86, 0xb5402a, 3);
        Nature.mushroom(s, 110, 214, 150, 0xc9302a, 5);
        Nature.mushroom(s, 176, 222, 70, 0xd0553a, 8);
        Animals.butterfly(s, 252, 66, 66, 24, Texture.fade(0xf0a03c, 30, 0xe0602a, 100), 0);
        Nature.leaf(s, 286, 226, 80, -20, 0xb06a2a, 0xd9a040, 5);
        canvas.develop(0.4, 0.05, 15);
        return s;
    }

    /** Not larger than an icon. */
    static Scene tiny() {
        Texture sky = Texture.fade(0x7fb4e6, 0, 0xe8f0f0, 32);
        Texture sea = Texture.fade(0x4f8aa5, 30, 0x2f5f80, 48).mottle(0x8fc0d0, 0.6, 12, 3, 2);
        Canvas canvas = new Canvas(48, 32, sky.with(below(21, 0, 1, 0), sea));
        Scene s = new Scene(1503, "tiny.png", Scene.Store.COLOUR, canvas);
        Animals.bird(s, 22, 20, 24, 0xf6f3ec, 0x8f9aa5, false);
        Animals.gull(s, 39, 7, 9, 0);
        return s;
    }

    /** Nothing to annotate. */
    static Scene meadow() {
        Texture sky = Texture.fade(0x6fa8e0, 0, 0xe8f1f5, 110).mottle(0xffffff, 0.8, 60, 24, 6);
        Texture grass = Texture.fade(0xb5c878, 108, 0x5a8f3c, 180)
                .mottle(0x7aa84a, 0.8, 30, 8, 4)
                .grain(0.2, 1.5, 5);
        Canvas canvas = new Canvas(240, 180, sky.with(below(98, 22, 60, 4), grass));
        Scene s = new Scene(1532, "meadow.jpg", Scene.Store.COLOUR, canvas);
        canvas.develop(0.2, 0.04, 16);
        return s;
    }
}
