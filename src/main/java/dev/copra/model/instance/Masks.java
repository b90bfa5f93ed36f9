package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Pasting;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.Placement;
import dev.copra.model.tensor.Tensor;
import java.util.function.Supplier;

/** Instance masks as models give them: a map over each box, or over the whole input. */
final class Masks {
    /** How far a pasted mask may reach beyond its box: by a cell of 28 and the pixel to which corners are cut. */
    private static final double BEYOND = 1 / 28.;

    private final Tensor masks;
    private final Pasting pasting;
    private final Placement placement;
    private final int height;
    private final int width;

    /**
     * @param masks [..., n, h, w]; maps of the input's size are taken to lie over it, others over the box
     * @param pasting for maps over the box
     */
    Masks(Tensor masks, Pasting pasting, Placement placement) {
        this.masks = masks;
        this.pasting = pasting;
        this.placement = placement;
        height = masks.dim(-2);
        width = masks.dim(-1);
    }

    private boolean overInput() {
        return height == placement.inputHeight() && width == placement.inputWidth();
    }

    /** The mask of an instance. */
    Supplier<MaskMap> of(int instance, Box box) {
        return () -> {
            float[] map = masks.floats(instance * height * width, height * width);
            if (!overInput()) {
                return probability(pasting.paste(map, height, width, box, placement.height(), placement.width()));
            }
            double x = box.width() * BEYOND + 2;
            double y = box.height() * BEYOND + 2;
            return probability(new Grid(map, height, width)
                    .at(placement, Box.ofCorners(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y)));
        };
    }

    private static MaskMap probability(Patch patch) {
        return new MaskMap(patch, false, Double.NaN);
    }
}
