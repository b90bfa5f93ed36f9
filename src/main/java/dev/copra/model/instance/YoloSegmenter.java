package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Grid;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * YOLO with masks as Ultralytics exports it: {@code output0} with candidates, and {@code output1} [1, m, h, w] with m maps, whose
 * weighted sum is the mask's logit. Candidates stand in one of three ways:
 *
 * <ul>
 *   <li>YOLOv8, YOLO11 and their like: [1, 4 + classes + m, anchors] with centre and size in the input, a probability a class,
 *       and m coefficients; or the same with the last two dimensions exchanged;
 *   <li>YOLOv5 and v7, three anchors a cell: [1, anchors, 5 + classes + m], with the probability that there is an object behind
 *       the box, by which those of the classes are multiplied;
 *   <li>with suppression in the graph ({@code nms=True}): [1, n, 6 + m], two corners, score, class, coefficients.
 * </ul>
 *
 * <p>The mask is enlarged first and cut to the box then, as {@code process_mask_native} does.
 */
record YoloSegmenter() implements Family {
    static final YoloSegmenter FAMILY = new YoloSegmenter();

    /** The default of Ultralytics' {@code predict}. */
    private static final double OVERLAP = .7;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\D+(\\d{1,6})");

    @Override
    public String id() {
        return "yolo-seg";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "YOLO with masks (v5, v8, 11): candidates and prototypes";
    }

    @Override
    public String recognise(Signature model) {
        Port candidates = model.outputs().get("output0");
        Port prototypes = model.outputs().get("output1");
        return candidates != null && prototypes != null && candidates.rank() == 3 && prototypes.rank() == 4
                ? "it has the outputs " + candidates + " and " + prototypes
                : null;
    }

    @Override
    public Settings settings(Signature model) {
        Map<Integer, String> names = PythonDictionary.names(model.metadata().getOrDefault("names", ""));
        return Settings.unit(sizing(model))
                .with(Map.of("resize", "opencv", "pad", "114,114,114"))
                .withClasses(names.isEmpty() ? ClassNames.cocoFrom(0) : names);
    }

    private static Sizing sizing(Signature model) {
        Sizing fixed = ImageInput.letterbox(model, Sizing.NATIVE);
        if (fixed.mode() == Sizing.Mode.LETTERBOX) {
            return fixed;
        }
        Matcher size = SIZE.matcher(model.metadata().getOrDefault("imgsz", "640, 640"));
        return size.find()
                ? Sizing.letterbox(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
                : Sizing.letterbox(640, 640);
    }

    @Override
    public SegmentationModel open(Opening opening) {
        return new WholeImageModel(opening, new Reader("output0", "output1"), OVERLAP, Map.of());
    }

    /**
     * How its outputs are called.
     *
     * @param anchors name of the output of rank 3
     * @param prototypes name of the output of rank 4
     */
    record Reader(String anchors, String prototypes) implements InstanceReader {
        /** What is before the coefficients where suppression is in the graph. */
        private static final int SUPPRESSED = 6;

        /** Over how many pixels the cells are laid; the last only in models for large images. */
        private static final int[] STRIDES = {8, 16, 32, 64};

        private static final int ANCHORS_A_CELL = 3;

        /**
         * How candidates stand.
         *
         * @param count how many there are
         * @param classes from where on a candidate's classes stand
         * @param rows whether a candidate's numbers lie together
         */
        private record Layout(int count, int classes, boolean rows) {}

        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor maps = Outputs.of(outputs, prototypes, 1, -1, -1, -1);
            Tensor table = Outputs.of(outputs, anchors, 1, -1, -1);
            Prototypes masks = new Prototypes(maps, placement);
            Layout layout = layout(table, placement);
            boolean suppressed = layout.classes() == 4 && table.dim(2) == SUPPRESSED + maps.dim(1);
            List<Instance> found = suppressed
                    ? suppressed(table, masks, placement, least)
                    : open(table, layout, masks, placement, least);
            found.sort(Instance.BEST_FIRST);
            return found;
        }

        /** By how many candidates there are a cell; what is none of these numbers stands in columns. */
        private static Layout layout(Tensor table, Placement placement) {
            int cells = 0;
            for (int stride : STRIDES) {
                cells += (placement.inputHeight() / stride) * (placement.inputWidth() / stride);
                if (table.dim(1) == ANCHORS_A_CELL * cells) {
                    return new Layout(table.dim(1), 5, true);
                }
                if (stride >= 32 && table.dim(1) == cells) {
                    return new Layout(table.dim(1), 4, true);
                }
            }
            return new Layout(table.dim(2), 4, false);
        }

        private static List<Instance> open(
                Tensor table, Layout layout, Prototypes masks, Placement placement, double least)
                throws ModelException {
            int numbers = table.dim(layout.rows() ? 2 : 1);
            int classes = numbers - layout.classes() - masks.count;
            if (classes < 1) {
                throw new ModelException("an output of " + numbers + " rows has no room for classes beside a box and "
                        + masks.count + " coefficients");
            }
            float[] values = table.floats();
            int next = layout.rows() ? 1 : layout.count();
            List<Instance> found = new ArrayList<>();
            for (int i = 0; i < layout.count(); i++) {
                int at = layout.rows() ? i * numbers : i;
                int first = at + layout.classes() * next;
                int label = 0;
                for (int c = 1; c < classes; c++) {
                    label = values[first + c * next] > values[first + label * next] ? c : label;
                }
                double objectness = layout.classes() == 5 ? values[at + 4 * next] : 1;
                double score = objectness * values[first + label * next];
                if (score < least) {
                    continue;
                }
                double x = values[at];
                double y = values[at + next];
                double halfWidth = values[at + 2 * next] / 2;
                double halfHeight = values[at + 3 * next] / 2;
                Box box = placement.toImage(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
                float[] coefficients = new float[masks.count];
                for (int m = 0; m < coefficients.length; m++) {
                    coefficients[m] = values[first + (classes + m) * next];
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
}
