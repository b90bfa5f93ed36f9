package dev.copra.box2mask;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import dev.copra.shape.GeometryRasterizer;
import dev.copra.shape.Outline;

/** The mask of a box for which a strategy has no answer. */
public enum Fallback {
    /** The inscribed ellipse. */
    ELLIPSE,
    /** The filled box. */
    BOX,
    /** No mask: the annotation stays as it was. */
    NONE;

    /** @return null for {@link #NONE} */
    public Rle mask(Box box, int height, int width) {
        return switch (this) {
            case ELLIPSE -> new GeometryRasterizer().rasterize(Outline.ellipse(box), height, width);
            case BOX -> BoxRasterizer.rasterize(box, height, width);
            case NONE -> null;
        };
    }
}
