package dev.copra.model.instance;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.InstanceModel.Instance;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Outputs;
import dev.copra.model.contract.Scores;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * D-FINE-seg ({@code ArgoHA/D-FINE-seg}, {@code src/dl/export.py}): {@code labels} [1, n], {@code boxes} [1, n, 4] as two
 * corners in the input, {@code scores} [1, n], {@code masks} [1, n, h, w], probabilities over the input, of which what lies
 * outside of the box does not count. The names of its classes are not in the file.
 */
record DFineSegmenter() implements Family {
    static final DFineSegmenter FAMILY = new DFineSegmenter();

    @Override
    public String id() {
        return "d-fine-seg";
    }

    @Override
    public Role role() {
        return Role.INSTANCES;
    }

    @Override
    public String description() {
        return "D-FINE with masks: labels, boxes, scores, masks";
    }

    @Override
    public String recognise(Signature model) {
        Port boxes = model.outputs().get("boxes");
        Port masks = model.outputs().get("masks");
        return model.gives("labels", "scores")
                        && boxes != null
                        && masks != null
                        && boxes.rank() == 3
                        && masks.rank() == 4
                ? "it has the outputs labels, scores, " + boxes + " and " + masks
                : null;
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.unit(ImageInput.sizing(model, Sizing.stretch(640, 640))).with(Map.of("resize", "opencv"));
    }

    @Override
    public SegmentationModel open(Opening opening) {
        return new WholeImageModel(opening, new Reader(opening.settings().values()));
    }

    /** @param values what the masks' numbers are */
    record Reader(Settings.Values values) implements InstanceReader {
        @Override
        public List<Instance> detections(Map<String, Tensor> outputs, Placement placement, double least)
                throws ModelException {
            Tensor scores = Outputs.of(outputs, "scores", 1, -1);
            int count = scores.dim(1);
            Tensor labels = Outputs.of(outputs, "labels", 1, count);
            Tensor boxes = Outputs.of(outputs, "boxes", 1, count, 4);
            Tensor masks = Outputs.of(outputs, "masks", 1, count, -1, -1);
            QueryMasks maps = new QueryMasks(masks, placement, Scores.areLogits(masks, values));
            List<Instance> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (scores.get(i) >= least) {
                    Box box = placement.toImage(
                            boxes.get(4 * i), boxes.get(4 * i + 1), boxes.get(4 * i + 2), boxes.get(4 * i + 3));
                    found.add(new Instance(box, (int) labels.get(i), scores.get(i), maps.of(i, box)));
                }
            }
            found.sort(Instance.BEST_FIRST);
            return found;
        }
    }
}
