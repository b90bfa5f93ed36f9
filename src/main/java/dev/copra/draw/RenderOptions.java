package dev.copra.draw;

import dev.copra.draw.overlay.OverlayStyle;
import dev.copra.image.PictureWriter;
import java.util.List;

/**
 * How pictures look.
 *
 * @param panels the views of each image, before those of other files
 * @param style of objects
 * @param labels whether names are written
 * @param byInstance whether each annotation has a colour of its own, and not each category
 * @param matchIou least IoU of a truth and a prediction that agree
 * @param side about the longer side of each panel in pixels; 0 for the image's own, enlarged if it is tiny
 * @param format of the files
 * @param steps whether the panels are the steps of the level set, instead of all else
 */
public record RenderOptions(
        List<PanelView> panels,
        OverlayStyle style,
        boolean labels,
        boolean byInstance,
        double matchIou,
        int side,
        PictureWriter format,
        boolean steps) {
    /** Keeps a copy of the panels. */
    public RenderOptions {
        panels = List.copyOf(panels);
    }
}
