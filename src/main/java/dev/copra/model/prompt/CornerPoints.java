package dev.copra.model.prompt;

import dev.copra.mask.Box;
import dev.copra.model.frame.Placement;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.List;

/** Boxes as the points that SAM and its kin take for them: the top-left corner has the label 2, the bottom-right one 3. */
final class CornerPoints {
    private static final double TOP_LEFT = 2;
    private static final double BOTTOM_RIGHT = 3;
    /** A point that is none. */
    private static final double PADDING = -1;

    private CornerPoints() {}

    /**
     * The corners in the decoder's frame, x before y; padding points are at (0, 0). The half pixel by which the models
     * shift points is in their graphs.
     *
     * @param points how many a box has, 2 or more
     * @return floats [boxes, points, 2]
     */
    static Tensor coordinates(List<Box> boxes, Placement placement, int points) {
        double[] coordinates = new double[boxes.size() * points * 2];
        int at = 0;
        for (Box box : boxes) {
            coordinates[at] = placement.toInputX(box.x());
            coordinates[at + 1] = placement.toInputY(box.y());
            coordinates[at + 2] = placement.toInputX(box.right());
            coordinates[at + 3] = placement.toInputY(box.bottom());
            at += 2 * points;
        }
        return Tensor.of(ElementType.FLOAT, new long[] {boxes.size(), points, 2}, coordinates);
    }

    /** The labels of these points, floats [boxes, points]. */
    static Tensor labels(int boxes, int points) {
        double[] labels = new double[boxes * points];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % points == 0 ? TOP_LEFT : i % points == 1 ? BOTTOM_RIGHT : PADDING;
        }
        return Tensor.of(ElementType.FLOAT, new long[] {boxes, points}, labels);
    }
}
