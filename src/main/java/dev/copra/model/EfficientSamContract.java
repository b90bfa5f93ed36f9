package dev.copra.model;

import dev.copra.mask.Box;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * EfficientSAM ({@code export_to_onnx.py}), as one file or two. Boxes are stated in the image's own pixels; the graph takes
 * one a run, scales it, and gives three candidates of the image's size.
 */
record EfficientSamContract() implements PromptContract {
    private static final Set<String> PROMPTS = Set.of("batched_point_coords", "batched_point_labels", "orig_im_size");
    private static final int POINTS = 2;

    @Override
    public boolean isPrompt(Port input) {
        return PROMPTS.contains(input.name());
    }

    @Override
    public int boxesARun() {
        return 1;
    }

    @Override
    public Map<String, Tensor> ask(Placement placement, List<Box> boxes) {
        return Map.of(
                "batched_point_coords",
                Tensor.of(
                        ElementType.FLOAT,
                        new long[] {1, 1, POINTS, 2},
                        CornerPoints.coordinates(boxes, placement, POINTS)),
                "batched_point_labels",
                Tensor.of(ElementType.FLOAT, new long[] {1, 1, POINTS}, CornerPoints.labels(1, POINTS)),
                "orig_im_size",
                Tensor.of(ElementType.INT64, new long[] {2}, placement.height(), placement.width()));
    }

    @Override
    public List<MaskMap> answer(Map<String, Tensor> outputs, Placement placement, List<Box> boxes)
            throws ModelException {
        Candidates candidates = Candidates.of(outputs);
        return candidates.maps(placement, boxes, candidates::best);
    }
}
