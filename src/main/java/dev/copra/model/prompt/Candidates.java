package dev.copra.model.prompt;

import dev.copra.mask.Box;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Patch;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The masks that a prompt decoder offers for each box, and what it thinks of them.
 *
 * @param masks [boxes, candidates, rows, columns]
 * @param scores [boxes, candidates], or null if it does not say
 */
record Candidates(Tensor masks, Tensor scores) {
    /** The output of masks, as most exports name it. */
    static final String MASKS = "masks";

    /**
     * Finds them among a decoder's outputs: {@code masks}, {@code output_masks} or {@code pred_masks}, small ones where there
     * are no others, and {@code iou_predictions} or {@code iou_scores}; or what has their ranks.
     *
     * @throws ModelException if no output is of masks
     */
    static Candidates of(Map<String, Tensor> outputs) throws ModelException {
        Tensor masks = named(outputs, 4, MASKS, "output_masks", "pred_masks", "low_res_masks");
        if (masks == null) {
            throw new ModelException("the decoder's outputs " + outputs.keySet() + " have no masks among them");
        }
        return new Candidates(masks, named(outputs, 2, "iou_predictions", "iou_scores"));
    }

    /** EfficientSAM and Transformers.js have a dimension more, of the images, in front. */
    private static Tensor named(Map<String, Tensor> outputs, int rank, String... names) {
        for (String name : names) {
            Tensor tensor = outputs.get(name);
            if (tensor != null) {
                return tensor.rank() == rank + 1 && tensor.dim(0) == 1 ? tensor.withoutBatch() : tensor;
            }
        }
        return outputs.values().stream()
                .filter(tensor -> tensor.rank() == rank)
                .findFirst()
                .orElse(null);
    }

    int count() {
        return masks.dim(1);
    }

    /** The candidate with the best score; the first one if there are no scores. */
    int best(int box) {
        int best = 0;
        for (int i = 1; scores != null && i < count(); i++) {
            if (score(box, i) > score(box, best)) {
                best = i;
            }
        }
        return best;
    }

    private double score(int box, int candidate) {
        return scores.get(box * count() + candidate);
    }

    /**
     * One candidate a box.
     *
     * @param choice which one, by the box's number
     */
    List<MaskMap> maps(Placement placement, List<Box> boxes, IntUnaryOperator choice) {
        List<MaskMap> maps = new ArrayList<>(boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            maps.add(map(i, choice.applyAsInt(i), placement, boxes.get(i)));
        }
        return maps;
    }

    /**
     * A candidate over the pixels that the box touches. Masks of the image's size are taken as they are; others cover the
     * frame and are interpolated.
     */
    private MaskMap map(int at, int candidate, Placement placement, Box box) {
        int rows = masks.dim(2);
        int columns = masks.dim(3);
        int from = (at * count() + candidate) * rows * columns;
        boolean whole = rows == placement.height() && columns == placement.width();
        Patch patch = whole
                ? window(from, columns, Patch.over(box, rows, columns))
                : new Grid(masks.floats(from, rows * columns), rows, columns).at(placement, box);
        return new MaskMap(patch, masks.type() != ElementType.BOOL, scores == null ? Double.NaN : share(at, candidate));
    }

    /** The score in [0, 1]; infinite if the model's is no number. */
    private double share(int at, int candidate) {
        double score = score(at, candidate);
        return Double.isNaN(score) ? Double.POSITIVE_INFINITY : Math.max(0, Math.min(1, score));
    }

    private Patch window(int from, int columns, Patch patch) {
        for (int y = 0; y < patch.height(); y++) {
            int start = from + (patch.top() + y) * columns + patch.left();
            System.arraycopy(masks.floats(start, patch.width()), 0, patch.values(), y * patch.width(), patch.width());
        }
        return patch;
    }
}
