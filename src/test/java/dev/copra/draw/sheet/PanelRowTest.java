package dev.copra.draw.sheet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelRowTest {
    /** The lines above a long picture leave most of it to the picture, and some words have room in them. */
    @ParameterizedTest
    @CsvSource({"50, 3000", "4000, 60", "640, 480", "8, 8"})
    void linesGoWithTheAreaOfAPicture(int width, int height) {
        BufferedImage panel = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        BufferedImage picture = new PanelRow("name.jpg", List.of("image", "truth"), List.of(panel, panel)).picture();
        int line = (picture.getHeight() - height) / 2;
        assertTrue(line >= 16, "letters can be read: " + line);
        assertTrue(line <= Math.max(17, Math.sqrt((double) width * height) / 20), "they are no larger: " + line);
    }
}
