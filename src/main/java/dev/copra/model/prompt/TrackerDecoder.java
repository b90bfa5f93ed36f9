package dev.copra.model.prompt;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The decoder of SAM 2.1, EdgeTAM and SAM 3's tracker as onnx-community exports them for Transformers.js
 * ({@code src/models/sam2/modeling_sam2.js}). It takes boxes as such, [1, boxes, 4] as two corners in the encoder's input, and
 * then no points: [1, 1, 0, 2] and labels [1, boxes, 0]. Masks are logits of three candidates, [1, boxes, 3, h, w], over the
 * encoder's input.
 */
record TrackerDecoder() implements Family {
    static final TrackerDecoder FAMILY = new TrackerDecoder();

    @Override
    public String id() {
        return "sam-tracker";
    }

    @Override
    public Role role() {
        return Role.DECODER;
    }

    @Override
    public String description() {
        return "SAM 2.1, EdgeTAM, tracker of SAM 3 for Transformers.js: decoder of prompts";
    }

    @Override
    public String recognise(Signature model) {
        return model.becauseTakes("input_points", "input_labels", "input_boxes");
    }

    @Override
    public Settings settings(Signature model) {
        return ImageEncoder.tracker(model);
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        Map<String, Port> inputs = opening.signature().inputs();
        Port labels = inputs.get("input_labels");
        // the labels, though there are none, tell the graph how many boxes there are
        long boxes = labels.dim(1) == 1 ? 1 : inputs.get("input_boxes").dim(1);
        Contract contract = new Contract(PromptContract.Batch.of(boxes), inputs.get("input_points"), labels);
        return PromptModel.open(opening, contract, ImageEncoder::tracker);
    }

    /**
     * How it is asked.
     *
     * @param points the input, [batch, boxes, points, 2]
     * @param labels the input, [batch, boxes, points]
     */
    record Contract(Batch batch, Port points, Port labels) implements PromptContract {
        private static final Set<String> PROMPTS = Set.of("input_points", "input_labels", "input_boxes");
        /** A point that is none, where an export wants some. */
        private static final int PADDING = -1;

        @Override
        public boolean isPrompt(Port input) {
            return PROMPTS.contains(input.name());
        }

        @Override
        public Map<String, Tensor> ask(Placement frame, List<Box> boxes) {
            int n = boxes.size();
            long none = Math.max(0, points.dim(2));
            Tensor label = Tensor.allocate(ElementType.INT64, 1, labels.dim(1) > 0 ? labels.dim(1) : n, none);
            for (int i = 0; i < label.size(); i++) {
                label.set(i, PADDING);
            }
            return Map.of(
                    "input_points",
                    Tensor.allocate(ElementType.FLOAT, 1, Math.max(1, points.dim(1)), none, 2),
                    "input_labels",
                    label,
                    "input_boxes",
                    CornerPoints.coordinates(boxes, frame, 2).reshape(1, n, 4));
        }

        @Override
        public List<MaskMap> answer(Map<String, Tensor> outputs, Placement frame, List<Box> boxes)
                throws ModelException {
            Candidates candidates = Candidates.of(outputs);
            return candidates.maps(frame, boxes, candidates::best);
        }
    }
}
