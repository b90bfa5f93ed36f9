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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The decoders of SAM and MobileSAM ({@code segment_anything/scripts/export_onnx_model.py}), of HQ-SAM, which only takes more
 * of its encoder, of SAM-Med2D (the same script, over 256 x 256 pixels), and two that give small masks over the padded frame
 * and are not told the image's size: EfficientViT-SAM ({@code applications/efficientvit_sam/deployment/onnx}) and NanoSAM
 * ({@code nanosam/tools/export_sam_mask_decoder_onnx.py}).
 *
 * @param because what tells the family from others
 */
record SamDecoder(String id, String description, List<String> because) implements Family {
    static final SamDecoder HQ = new SamDecoder(
            "hq-sam",
            "HQ-SAM: decoder of prompts with intermediate features",
            List.of("point_coords", "point_labels", "interm_embeddings"));
    static final SamDecoder PLAIN = new SamDecoder(
            "sam",
            "SAM, MobileSAM, NanoSAM, EfficientViT-SAM, SAM-Med2D: decoder of prompts",
            List.of("point_coords", "point_labels"));

    /** The side of SAM-Med2D's images. */
    static final int MEDICAL_SIDE = 256;

    @Override
    public Role role() {
        return Role.DECODER;
    }

    @Override
    public String recognise(Signature model) {
        return model.becauseTakes(because.toArray(String[]::new));
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(Sizing.longest(1024));
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        return PromptModel.open(
                opening, Contract.of(opening.signature(), opening.session().name()), ImageEncoder::sam);
    }

    /**
     * How it is asked.
     *
     * @param batch how many boxes a run takes
     * @param points how many a box has
     * @param masks how large the mask is that comes with a prompt, [boxes or 1, 1, side, side]
     * @param noMasks how many numbers say that there is none
     */
    record Contract(Batch batch, int points, List<Long> masks, long noMasks) implements PromptContract {
        private static final Set<String> PROMPTS =
                Set.of("point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size");
        /**
         * Two corners, and one that is none, which the authors' predictor has not, and which changes the masks: without it, SAM's graph
         * of a single mask takes one that is meant for points.
         */
        private static final int PADDED = 3;

        private static final int CORNERS = 2;
        /** With as many, the first is the one for prompts that are not ambiguous, as boxes are. */
        private static final int ALL_TOKENS = 4;
        /** How many pixels of the frame a cell of the embedding stands for. */
        private static final int STRIDE = 16;

        private static final int USUAL_SIDE = 1024;

        static Contract of(Signature model, String file) throws ModelException {
            Port coordinates = model.inputs().get("point_coords");
            if (coordinates.rank() != 3 || coordinates.dim(1) == 1) {
                throw new ModelException(file + ": the input " + coordinates + " has no room for the corners of a box");
            }
            // EfficientViT-SAM's graph takes the best mask, and no mask of before; HQ-SAM's has one for boxes
            boolean chooses = model.takes("mask_input") && !model.takes("interm_embeddings");
            int usual = chooses && candidates(model) != ALL_TOKENS ? PADDED : CORNERS;
            Port mask = model.inputs().get("mask_input");
            Port has = model.inputs().get("has_mask_input");
            return new Contract(
                    Batch.of(coordinates.dim(0)),
                    coordinates.dim(1) == Port.OPEN ? usual : (int) coordinates.dim(1),
                    mask == null || mask.rank() != 4 ? List.of(1L, 1L, 256L, 256L) : mask.shape(),
                    has == null || has.rank() != 1 ? 1 : has.dim(0));
        }

        /** How many masks there are for a box; {@link Port#OPEN} if no output tells. */
        private static long candidates(Signature model) {
            return Stream.of("iou_predictions", "low_res_masks", "masks")
                    .map(model.outputs()::get)
                    .filter(port -> port != null && port.rank() >= 2 && port.dim(1) != Port.OPEN)
                    .mapToLong(port -> port.dim(1))
                    .findFirst()
                    .orElse(Port.OPEN);
        }

        @Override
        public boolean isPrompt(Port input) {
            return PROMPTS.contains(input.name());
        }

        @Override
        public Sizing frame(Sizing encoder, int grid) {
            return encoder.ofSide(grid > 0 ? grid * STRIDE : USUAL_SIDE);
        }

        @Override
        public Map<String, Tensor> ask(Placement frame, List<Box> boxes) {
            int n = boxes.size();
            long side = masks.get(3) > 0 ? masks.get(3) : 256;
            Map<String, Tensor> prompts = new HashMap<>();
            prompts.put("point_coords", CornerPoints.coordinates(boxes, frame, points));
            prompts.put("point_labels", CornerPoints.labels(n, points));
            prompts.put("mask_input", Tensor.allocate(ElementType.FLOAT, masks.get(0) > 0 ? 1 : n, 1, side, side));
            prompts.put("has_mask_input", Tensor.allocate(ElementType.FLOAT, noMasks > 0 ? noMasks : n));
            prompts.put("orig_im_size", Tensor.of(ElementType.FLOAT, new long[] {2}, frame.height(), frame.width()));
            return prompts;
        }

        @Override
        public List<MaskMap> answer(Map<String, Tensor> outputs, Placement frame, List<Box> boxes)
                throws ModelException {
            Candidates candidates = Candidates.of(outputs);
            return candidates.maps(frame, boxes, i -> candidates.count() == ALL_TOKENS ? 0 : candidates.best(i));
        }
    }
}
