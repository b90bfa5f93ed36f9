package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.tensor.Tensor;
import java.util.function.Supplier;

/** What the queries of a transformer give: masks over the input, boxes as centre and size in shares of it. */
final class QueryMasks {
    private final Tensor masks;
    private final Placement placement;
    private final int height;
    private final int width;
    private final boolean areLogits;

    /**
     * @param masks [1, n, h, w]
     * @param areLogits whether their values are logits, else probabilities
     */
    QueryMasks(Tensor masks, Placement placement, boolean areLogits) {
        this.areLogits = areLogits;
        this.masks = masks;
        this.placement = placement;
        height = masks.dim(2);
        width = masks.dim(3);
    }

    /** A query's box in the image. @param boxes [1, n, 4] */
    static Box box(Tensor boxes, int query, Placement placement) {
        double x = boxes.get(4 * query) * placement.inputWidth();
        double y = boxes.get(4 * query + 1) * placement.inputHeight();
        double halfWidth = boxes.get(4 * query + 2) * placement.inputWidth() / 2;
        double halfHeight = boxes.get(4 * query + 3) * placement.inputHeight() / 2;
        return placement.toImage(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }

    /** A query's values. */
    float[] values(int query) {
        return masks.floats(query * height * width, height * width);
    }

    /** A query's mask, as far as the box goes. */
    Supplier<MaskMap> of(int query, Box box) {
        return () -> new MaskMap(new Grid(values(query), height, width).at(placement, box), areLogits, Double.NaN);
    }
}
