package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Pasting;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.ClassNames;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mask R-CNN of TensorFlow's Object Detection API: {@code detection_boxes} [1, n, 4] as top, left, bottom, right in shares of
 * the input, {@code detection_classes} and {@code detection_scores} [1, n], {@code detection_masks} [1, n, h, w],
 * probabilities over each box (or, from some exporters, over the input).
 */
record TensorFlowDetector() implements Family {
    static final TensorFlowDetector FAMILY = new TensorFlowDetector();

    private static final String MASKS = "detection_masks";

    @Override
    public String id() {
        return "tf-detection";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "TensorFlow Object Detection API with masks";
    }

    @Override
    public String recognise(Signature model) {
        // TensorFlow's names end with ":0"
        return model.gives(MASKS) || model.gives(MASKS + ":0") ? "it has the output " + MASKS : null;
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.bytes(ImageInput.sizing(model, Sizing.NATIVE))
                .with(Map.of("layout", "hwc"))
                .withClasses(ClassNames.coco());
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        return new WholeImageModel(opening, new Reader());
    }

    record Reader() implements InstanceReader {
        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor boxes = Outputs.of(outputs, "detection_boxes", 1, -1, 4);
            int count = boxes.dim(1);
            Tensor classes = Outputs.of(outputs, "detection_classes", 1, count);
            Tensor scores = Outputs.of(outputs, "detection_scores", 1, count);
            Masks masks = new Masks(Outputs.of(outputs, MASKS, 1, count, -1, -1), Pasting.CORNERS, placement);
            double height = placement.inputHeight();
            double width = placement.inputWidth();
            List<Instance> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                // places without a detection have a score of 0
                if (scores.get(i) >= least && scores.get(i) > 0) {
                    Box box = placement.toImage(
                            boxes.get(4 * i + 1) * width,
                            boxes.get(4 * i) * height,
                            boxes.get(4 * i + 3) * width,
                            boxes.get(4 * i + 2) * height);
                    found.add(new Instance(box, (int) classes.get(i), scores.get(i), masks.of(i, box)));
                }
            }
            found.sort(Instance.BEST_FIRST);
            return found;
        }
    }
}
