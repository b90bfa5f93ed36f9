package dev.copra.draw;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.awt.Color;
import java.util.Objects;

/**
 * What is drawn of one annotation.
 *
 * @param mask its pixels, of the image's size, or null
 * @param box its box in the image's pixels, or null
 * @param label its caption, or null
 * @param color its colour, see {@link Palette}
 */
public record Item(Rle mask, Box box, String label, Color color) {
    public Item {
        Objects.requireNonNull(color);
    }

    /** Area in the image's pixels: what is larger is drawn first. */
    double area() {
        return box != null ? box.area() : mask != null ? mask.area() : 0;
    }
}
