package dev.copra.draw.colour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    /** Machado, Oliveira and Fernandes 2009, severity 1; the first is the usual eye. */
    private static final double[][] EYES = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998},
        {.367322, .860646, -.227968, .280085, .672501, .047413, -.011820, .042940, .968881},
        {1.255528, -.076749, -.178779, -.078411, .930809, .147602, .004733, .691367, .303900},
    };

    @Test
    void allEyesTellTheColoursApart() {
        List<Color> colors = Palette.COLORS;
        assertEquals(24, new HashSet<>(colors).size());
        for (int i = 0; i < colors.size(); i++) {
            for (int j = 0; j < i; j++) {
                double least = i < 8 ? .09 : .039;
                assertTrue(distance(colors.get(i), colors.get(j)) > least, i + " and " + j);
            }
        }
        List<Color> verdicts = List.of(Palette.HIT, Palette.MISSED, Palette.FALSE);
        for (int i = 0; i < 3; i++) {
            assertTrue(distance(verdicts.get(i), verdicts.get((i + 1) % 3)) > .12, "verdict " + i);
        }
    }

    /** The least distance in OKLab as the four eyes see two colours. */
    private static double distance(Color one, Color other) {
        double least = 9;
        for (double[] eye : EYES) {
            double[] a = seen(one, eye);
            double[] b = seen(other, eye);
            least = Math.min(least, Math.sqrt(sq(a[0] - b[0]) + sq(a[1] - b[1]) + sq(a[2] - b[2])));
        }
        return least;
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double[] seen(Color color, double[] eye) {
        double[] rgb = {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
        double[] s = new double[3];
        for (int i = 0; i < 3; i++) {
            s[i] = Math.max(0, Math.min(1, eye[3 * i] * rgb[0] + eye[3 * i + 1] * rgb[1] + eye[3 * i + 2] * rgb[2]));
        }
        double l = Math.cbrt(.4122214708 * s[0] + .5363325363 * s[1] + .0514459929 * s[2]);
        double m = Math.cbrt(.2119034982 * s[0] + .6806995451 * s[1] + .1073969566 * s[2]);
        double n = Math.cbrt(.0883024619 * s[0] + .2817188376 * s[1] + .6299787005 * s[2]);
        return new double[] {
            .2104542553 * l + .7936177850 * m - .0040720468 * n,
            1.9779984951 * l - 2.4285922050 * m + .4505937099 * n,
            .0259040371 * l + .7827717662 * m - .8086757660 * n
        };
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
    }

    /** WCAG 2 asks for 4.5. */
    @Test
    void namesAreReadOnEveryColour() {
        List<Color> all = new ArrayList<>(Palette.COLORS);
        Collections.addAll(all, Palette.HIT, Palette.MISSED, Palette.FALSE);
        for (Color color : all) {
            assertTrue(Palette.contrast(color, Palette.ink(color)) >= 4.2, color.toString());
        }
        assertEquals(21, Palette.contrast(Color.BLACK, Color.WHITE), 1e-9);
    }

    @Test
    void aCategoryHasItsColourWhateverTheOrder() {
        List<String> names = new ArrayList<>(
                IntStream.range(0, 24).mapToObj(i -> "name " + i).toList());
        CategoryColours colours = new CategoryColours(names);
        Set<Color> seen = new HashSet<>();
        names.forEach(name -> seen.add(colours.of(name)));
        assertEquals(24, seen.size(), "as many colours as categories");
        for (int seed = 0; seed < 9; seed++) {
            Collections.shuffle(names, new Random(seed));
            CategoryColours shuffled = new CategoryColours(names);
            names.forEach(name -> assertEquals(colours.of(name), shuffled.of(name)));
        }
        // alone, a category has the colour that its name asks for, as it has in any file where it is free
        int same = 0;
        for (String name : names.subList(0, 12)) {
            same += new CategoryColours(names.subList(0, 12))
                            .of(name)
                            .equals(new CategoryColours(List.of(name)).of(name))
                    ? 1
                    : 0;
        }
        assertTrue(same >= 8, same + " of 12");
    }

    @Test
    void manyCategoriesShareTheColoursEvenly() {
        List<String> names =
                IntStream.range(0, 1203).mapToObj(i -> "category " + i).toList();
        CategoryColours colours = new CategoryColours(names);
        int[] used = new int[24];
        names.forEach(name -> used[Palette.COLORS.indexOf(colours.of(name))]++);
        for (int count : used) {
            assertTrue(count <= 51, count + " have one colour");
        }
    }

    @Test
    void numbersHaveColours() {
        Palette.of(Long.MIN_VALUE);
        Palette.of(-1);
        Set<Color> seen = new HashSet<>();
        for (long id = 0; id < 100; id++) {
            seen.add(Palette.of(id));
        }
        assertEquals(24, seen.size());
    }
}
