package dev.copra.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Box;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final Overlay.Layers BOXES = new Overlay.Layers(true, false, false);

    @Test
    void panelsHaveOneSizeAndAGapBetween() {
        Item item = new Item(null, new Box(0, 0, 60, 40), null, Color.RED);
        SideBySide.Panel bare = new SideBySide.Panel(List.of(), BOXES);
        SideBySide.Panel boxed = new SideBySide.Panel(List.of(item), BOXES);
        BufferedImage pair = SideBySide.render(filled(60, 40, Color.GRAY), List.of(bare, boxed), 120);
        assertEquals(120 + 2 + 120, pair.getWidth());
        assertEquals(80, pair.getHeight());
        assertEquals(Color.GRAY, new Color(pair.getRGB(60, 40)));
        assertNotEquals(Color.GRAY, new Color(pair.getRGB(122 + 60, 40)));
        assertEquals(0, pair.getRGB(121, 40) >>> 24);
    }

    @Test
    void theLongerSideIsTheGivenOne() {
        SideBySide.Panel panel = new SideBySide.Panel(List.of(), BOXES);
        BufferedImage portrait = SideBySide.render(filled(30, 60, Color.GRAY), List.of(panel), 100);
        assertEquals(50, portrait.getWidth());
        assertEquals(100, portrait.getHeight());
        assertEquals(
                1,
                SideBySide.render(filled(1, 900, Color.GRAY), List.of(panel), 100)
                        .getWidth());
    }

    @Test
    void aSheetCentresItsPictures() {
        BufferedImage sheet = SideBySide.sheet(
                List.of(filled(10, 8, Color.RED), filled(20, 6, Color.GREEN), filled(30, 4, Color.BLUE)), 2, 3);
        assertEquals(30 + 3 + 20, sheet.getWidth());
        assertEquals(8 + 3 + 4, sheet.getHeight());
        assertEquals(Color.RED.getRGB(), sheet.getRGB(10, 0));
        assertEquals(0, sheet.getRGB(9, 0));
        assertEquals(0, sheet.getRGB(20, 0));
        assertEquals(Color.GREEN.getRGB(), sheet.getRGB(33, 1));
        assertEquals(0, sheet.getRGB(33, 0));
        assertEquals(Color.BLUE.getRGB(), sheet.getRGB(0, 11));
        assertEquals(0, sheet.getRGB(40, 12));
    }

    @Test
    void fewerPicturesThanColumnsTakeNoRoom() {
        assertEquals(
                10, SideBySide.sheet(List.of(filled(10, 8, Color.RED)), 4, 3).getWidth());
        assertThrows(IllegalArgumentException.class, () -> SideBySide.sheet(List.of(), 4, 3));
        assertThrows(IllegalArgumentException.class, () -> SideBySide.sheet(List.of(filled(1, 1, Color.RED)), 0, 3));
    }

    @Test
    void neighbouringIdsHaveFarColours() {
        Set<Color> seen = new HashSet<>();
        for (long id = 0; id < 200; id++) {
            Color color = Palette.of(id);
            assertEquals(color, Palette.of(id));
            seen.add(color);
            for (long near = id + 1; near < id + 4; near++) {
                Color other = Palette.of(near);
                int distance = Math.abs(color.getRed() - other.getRed())
                        + Math.abs(color.getGreen() - other.getGreen())
                        + Math.abs(color.getBlue() - other.getBlue());
                assertTrue(distance > 60, id + " and " + near + ": " + color + ", " + other);
            }
        }
        assertTrue(seen.size() > 190);
        Palette.of(Long.MIN_VALUE);
    }

    private static BufferedImage filled(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, color.getRGB());
        }
        return image;
    }
}
