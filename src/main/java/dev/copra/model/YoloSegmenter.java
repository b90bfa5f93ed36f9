package dev.copra.model;

import dev.copra.mask.Box;
import dev.copra.model.InstanceModel.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * YOLOv8, YOLO11 and their like with masks, as Ultralytics exports them: {@code output0} [1, 4 + classes + m, anchors] with
 * centre and size in the input, a probability a class, and m coefficients; {@code output1} [1, m, h, w] with as many maps, whose
 * weighted sum is the mask's logit. With suppression in the graph ({@code nms=True}) {@code output0} is [1, n, 6 + m]: two
 * corners, score, class, coefficients.
 *
 * <p>The mask is enlarged first and cut to the box then, as {@code process_mask_native} does.
 *
 * @param anchors name of the output of rank 3
 * @param prototypes name of the output of rank 4
 */
record YoloSegmenter(String anchors, String prototypes) implements InstanceFamily {
    /** What is before the coefficients where suppression is in the graph. */
    private static final int SUPPRESSED = 6;

    @Override
    public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
            throws ModelException {
        Tensor maps = Outputs.of(outputs, prototypes, 1, -1, -1, -1);
        Tensor table = Outputs.of(outputs, anchors, 1, -1, -1);
        Prototypes masks = new Prototypes(maps, placement);
        List<Instance> found = table.dim(2) == SUPPRESSED + maps.dim(1)
                ? suppressed(table, masks, placement, least)
                : open(table, masks, placement, least);
        found.sort(Instance.BEST_FIRST);
        return found;
    }

    private static List<Instance> open(Tensor table, Prototypes masks, Placement placement, double least)
            throws ModelException {
        int rows = table.dim(1);
        int count = table.dim(2);
        int classes = rows - 4 - masks.count;
        if (classes < 1) {
            throw new ModelException("an output of " + rows + " rows has no room for classes beside a box and "
                    + masks.count + " coefficients");
        }
        float[] values = table.floats();
        List<Instance> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int label = 0;
            for (int c = 1; c < classes; c++) {
                label = values[(4 + c) * count + i] > values[(4 + label) * count + i] ? c : label;
            }
            double score = values[(4 + label) * count + i];
            if (score < least) {
                continue;
            }
            double x = values[i];
            double y = values[count + i];
            double halfWidth = values[2 * count + i] / 2;
            double halfHeight = values[3 * count + i] / 2;
            Box box = placement.toImage(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
            float[] coefficients = new float[masks.count];
            for (int m = 0; m < coefficients.length; m++) {
                coefficients[m] = values[(4 + classes + m) * count + i];
            }
            found.add(new Instance(box, label, score, masks.of(coefficients, box)));
        }
        return found;
    }

    private static List<Instance> suppressed(Tensor table, Prototypes masks, Placement placement, double least) {
        int columns = table.dim(2);
        List<Instance> found = new ArrayList<>();
        for (int i = 0; i < table.dim(1); i++) {
            float[] row = table.floats(i * columns, columns);
            // the table is filled up with zeros
            if (row[4] >= least && row[4] > 0) {
                Box box = placement.toImage(row[0], row[1], row[2], row[3]);
                float[] coefficients = table.floats(i * columns + SUPPRESSED, masks.count);
                found.add(new Instance(box, (int) row[5], row[4], masks.of(coefficients, box)));
            }
        }
        return found;
    }

    /** The maps that all masks of an image are sums of. */
    private static final class Prototypes {
        final int count;
        private final Tensor maps;
        private final Placement placement;
        private final int height;
        private final int width;
        private float[] values;

        Prototypes(Tensor maps, Placement placement) {
            this.maps = maps;
            this.placement = placement;
            count = maps.dim(1);
            height = maps.dim(2);
            width = maps.dim(3);
        }

        Supplier<MaskMap> of(float[] coefficients, Box box) {
            return () -> {
                if (values == null) {
                    values = maps.floats();
                }
                float[] logits = new float[height * width];
                for (int m = 0; m < count; m++) {
                    for (int i = 0; i < logits.length; i++) {
                        logits[i] += coefficients[m] * values[m * logits.length + i];
                    }
                }
                return new MaskMap(new Grid(logits, height, width).at(placement, box), true, Double.NaN);
            };
        }
    }
}
