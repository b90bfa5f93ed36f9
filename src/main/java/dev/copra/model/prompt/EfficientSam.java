package dev.copra.model.prompt;

import dev.copra.mask.Box;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.ElementType;
import dev.copra.model.tensor.Tensor;
import dev.copra.model.tensor.TensorPool;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * EfficientSAM ({@code export_to_onnx.py}), as one file or two. Boxes are stated in the image's own pixels; the graph scales
 * it, and gives three candidates of the image's size.
 *
 * @param whole whether image and prompts go into one file
 */
record EfficientSam(boolean whole) implements Family {
    static final EfficientSam WHOLE = new EfficientSam(true);
    static final EfficientSam DECODER = new EfficientSam(false);

    private static final String IMAGES = "batched_images";
    private static final String POINTS = "batched_point_coords";
    private static final String LABELS = "batched_point_labels";

    @Override
    public String id() {
        return whole ? "efficient-sam" : "efficient-sam-decoder";
    }

    @Override
    public Role role() {
        return whole ? Role.PROMPTED : Role.DECODER;
    }

    @Override
    public String description() {
        return whole ? "EfficientSAM: image and prompts in one file" : "EfficientSAM: decoder of prompts";
    }

    @Override
    public String recognise(Signature model) {
        return whole ? model.becauseTakes(IMAGES, POINTS, LABELS) : model.becauseTakes(POINTS, LABELS);
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.unit(Sizing.NATIVE);
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        Port points = opening.signature().inputs().get(POINTS);
        PromptContract contract = new Contract(PromptContract.Batch.of(points.dim(1)));
        if (!whole) {
            return PromptModel.open(opening, contract, this::settings);
        }
        Settings settings = opening.settings();
        WholeImage image = new WholeImage(IMAGES, settings, new TensorPool());
        return new PromptModel(image, opening.session(), contract, settings, settings.sizing());
    }

    /** How it is asked. */
    record Contract(Batch batch) implements PromptContract {
        private static final Set<String> PROMPTS = Set.of(POINTS, LABELS, "orig_im_size");
        private static final int CORNERS = 2;

        @Override
        public boolean isPrompt(Port input) {
            return PROMPTS.contains(input.name());
        }

        @Override
        public Map<String, Tensor> ask(Placement frame, List<Box> boxes) {
            int n = boxes.size();
            return Map.of(
                    POINTS,
                    CornerPoints.coordinates(boxes, frame, CORNERS).reshape(1, n, CORNERS, 2),
                    LABELS,
                    CornerPoints.labels(n, CORNERS).reshape(1, n, CORNERS),
                    "orig_im_size",
                    Tensor.of(ElementType.INT64, new long[] {2}, frame.height(), frame.width()));
        }

        @Override
        public List<MaskMap> answer(Map<String, Tensor> outputs, Placement frame, List<Box> boxes)
                throws ModelException {
            Candidates candidates = Candidates.of(outputs);
            return candidates.maps(frame, boxes, candidates::best);
        }
    }
}
