package dev.copra.model;

import dev.copra.mask.Box;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SAM and MobileSAM ({@code segment_anything/scripts/export_onnx_model.py}), and HQ-SAM, whose decoder only takes more of
 * its encoder. The graph wants one prompt a run and gives logits of the image's size, for which it is told that size.
 */
record SamContract() implements PromptContract {
    private static final Set<String> PROMPTS =
            Set.of("point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size");
    /** Two corners, and one that is none: without it, a graph of a single mask takes the mask that is meant for points. */
    private static final int POINTS = 3;
    /** With as many, the first is the one for prompts that are not ambiguous, as boxes are. */
    private static final int ALL_TOKENS = 4;

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
                "point_coords",
                Tensor.of(
                        ElementType.FLOAT,
                        new long[] {1, POINTS, 2},
                        CornerPoints.coordinates(boxes, placement, POINTS)),
                "point_labels",
                Tensor.of(ElementType.FLOAT, new long[] {1, POINTS}, CornerPoints.labels(1, POINTS)),
                "mask_input",
                Tensor.allocate(ElementType.FLOAT, 1, 1, 256, 256),
                "has_mask_input",
                Tensor.allocate(ElementType.FLOAT, 1),
                "orig_im_size",
                Tensor.of(ElementType.FLOAT, new long[] {2}, placement.height(), placement.width()));
    }

    @Override
    public List<MaskMap> answer(Map<String, Tensor> outputs, Placement placement, List<Box> boxes)
            throws ModelException {
        Candidates candidates = Candidates.of(outputs);
        return candidates.maps(placement, boxes, i -> candidates.count() == ALL_TOKENS ? 0 : candidates.best(i));
    }
}
