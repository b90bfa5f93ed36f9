package dev.copra.draw.sheet;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** Many images as one picture; what lies between them is transparent. */
public final class ContactSheet {
    private static final int GAP = 8;
    /** What can be computed with, and held in one array, with room for what packing adds. */
    private static final int MOST_ACROSS = 1 << 28;

    private static final int MOST_PIXELS = 1 << 30;

    private final int panels;
    private final double text;
    private final SheetPacking packing;
    private final BufferedImage picture;

    /**
     * @param shapes of the images
     * @param columns about how many images in a row
     * @param side about the longer side of each panel in pixels
     * @param panels of each image
     * @param lines above each image
     * @throws IllegalArgumentException if the sheet would have more than about 2^30 pixels
     */
    public ContactSheet(List<Dimension> shapes, int columns, int side, int panels, int lines) {
        this.panels = panels;
        double across = (double) columns * panels * ((double) side + PanelRow.GAP + GAP);
        double down = Math.ceil(shapes.size() / (double) columns) * side;
        if (across > MOST_ACROSS || across * down > MOST_PIXELS) {
            throw new IllegalArgumentException("a sheet of about " + Math.round(across) + " x " + Math.round(down)
                    + " pixels is too large; draw fewer images or smaller panels");
        }
        text = CaptionStrip.text(side);
        packing = SheetPacking.of(
                shapes.stream()
                        .map(shape -> new Dimension(shape.width * panels, shape.height))
                        .toList(),
                columns,
                side * panels + (panels - 1) * PanelRow.GAP,
                // rows of a few pictures may be a little higher, rather than leave a part of the sheet empty
                side * 5 / 4,
                lines * CaptionStrip.height(text),
                GAP);
        picture = new BufferedImage(packing.width(), packing.height(), BufferedImage.TYPE_INT_ARGB);
    }

    /** How large the panels of an image are to be, by the image's place on the sheet. */
    public Dimension panel(int at) {
        Rectangle place = packing.places().get(at);
        return new Dimension(Math.max(1, (place.width - (panels - 1) * PanelRow.GAP) / panels), place.height);
    }

    /** Puts an image on the sheet. @throws IllegalStateException if there are lines, and this system has no fonts */
    public void put(int at, PanelRow row) {
        Rectangle place = packing.places().get(at);
        Graphics2D graphics = picture.createGraphics();
        try {
            row.draw(graphics, place.x, place.y, text);
        } finally {
            graphics.dispose();
        }
    }

    /** The sheet as drawn so far, with alpha; not a copy. */
    public BufferedImage picture() {
        return picture;
    }
}
