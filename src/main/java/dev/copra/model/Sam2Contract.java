package dev.copra.model;

import dev.copra.mask.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SAM 2 and 2.1. There are three exports: that of samexporter, whose masks are small and cover the encoder's input; that of
 * ibaiGorordo, which is told the image's size and gives masks of it; and that of Microsoft
 * ({@code onnxruntime/python/tools/transformers/models/sam2}), which has other names and gives booleans. All take several
 * boxes a run and append a padding point to each by themselves.
 *
 * @param sizeInput the name of the input for the image's size; null if there is none
 * @param boxesARun how many boxes one run takes
 */
record Sam2Contract(String sizeInput, int boxesARun) implements PromptContract {
    private static final Set<String> PROMPTS =
            Set.of("point_coords", "point_labels", "mask_input", "input_masks", "has_mask_input", "has_input_masks");
    private static final int POINTS = 2;
    /** Bounds the memory of the masks: 4 MB each in a photo of a megapixel. */
    private static final int MOST_BOXES = 8;

    static Sam2Contract of(Signature decoder) {
        boolean several = decoder.inputs().get("point_coords").dim(0) == Port.OPEN;
        return new Sam2Contract(
                decoder.input(Sam2Contract::isSize).map(Port::name).orElse(null), several ? MOST_BOXES : 1);
    }

    private static boolean isSize(Port input) {
        return input.rank() == 1 && input.dim(0) == 2;
    }

    @Override
    public boolean isPrompt(Port input) {
        return PROMPTS.contains(input.name()) || isSize(input);
    }

    @Override
    public Map<String, Tensor> ask(Placement placement, List<Box> boxes) {
        int n = boxes.size();
        double[] corners = CornerPoints.coordinates(boxes, placement, POINTS);
        Tensor noMask = Tensor.allocate(ElementType.FLOAT, n, 1, 256, 256);
        Tensor hasNoMask = Tensor.allocate(ElementType.FLOAT, n);
        Map<String, Tensor> prompts = new HashMap<>();
        prompts.put("point_coords", Tensor.of(ElementType.FLOAT, new long[] {n, POINTS, 2}, corners));
        prompts.put(
                "point_labels", Tensor.of(ElementType.FLOAT, new long[] {n, POINTS}, CornerPoints.labels(n, POINTS)));
        prompts.put("mask_input", noMask);
        prompts.put("input_masks", noMask);
        prompts.put("has_mask_input", hasNoMask);
        prompts.put("has_input_masks", hasNoMask);
        if (sizeInput != null) {
            prompts.put(sizeInput, Tensor.of(ElementType.INT32, new long[] {2}, placement.height(), placement.width()));
        }
        return prompts;
    }

    @Override
    public List<MaskMap> answer(Map<String, Tensor> outputs, Placement placement, List<Box> boxes)
            throws ModelException {
        Candidates candidates = Candidates.of(outputs);
        return candidates.maps(placement, boxes, candidates::best);
    }
}
