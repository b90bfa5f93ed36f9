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

/**
 * The decoders of SAM 2 and 2.1. There are three exports with points: that of samexporter, whose masks are small and cover
 * the encoder's input; that of ibaiGorordo, which is told the image's size and gives masks of it; and that of Microsoft
 * ({@code onnxruntime/python/tools/transformers/models/sam2}), which has other names and gives booleans. All append a padding
 * point to each box by themselves. For that of Transformers.js see {@link TrackerDecoder}.
 */
record Sam2Decoder() implements Family {
    static final Sam2Decoder FAMILY = new Sam2Decoder();

    @Override
    public String id() {
        return "sam2";
    }

    @Override
    public Role role() {
        return Role.DECODER;
    }

    @Override
    public String description() {
        return "SAM 2, SAM 2.1: decoder of prompts";
    }

    @Override
    public String recognise(Signature model) {
        String reason = model.becauseTakes("point_coords", "point_labels", "high_res_feats_0", "high_res_feats_1");
        return reason != null
                ? reason
                : model.becauseTakes("point_coords", "point_labels", "image_features_0", "image_features_1");
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(Sizing.stretch(1024, 1024));
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        return PromptModel.open(opening, Contract.of(opening.signature()), ImageEncoder::sam2);
    }

    /**
     * How it is asked.
     *
     * @param sizeInput the name of the input for the image's size; null if there is none
     * @param batch how many boxes one run takes
     */
    record Contract(String sizeInput, Batch batch) implements PromptContract {
        private static final Set<String> PROMPTS = Set.of(
                "point_coords", "point_labels", "mask_input", "input_masks", "has_mask_input", "has_input_masks");
        private static final int POINTS = 2;
        /** How many pixels of the frame a cell of the embedding stands for. */
        private static final int STRIDE = 16;

        static Contract of(Signature decoder) {
            return new Contract(
                    decoder.input(Contract::isSize).map(Port::name).orElse(null),
                    Batch.of(decoder.inputs().get("point_coords").dim(0)));
        }

        private static boolean isSize(Port input) {
            return input.rank() == 1 && input.dim(0) == 2;
        }

        @Override
        public boolean isPrompt(Port input) {
            return PROMPTS.contains(input.name()) || isSize(input);
        }

        @Override
        public Sizing frame(Sizing encoder, int grid) {
            return grid > 0 ? encoder.ofSide(grid * STRIDE) : encoder;
        }

        @Override
        public Map<String, Tensor> ask(Placement frame, List<Box> boxes) {
            int n = boxes.size();
            Tensor noMask = Tensor.allocate(ElementType.FLOAT, n, 1, 256, 256);
            Tensor hasNoMask = Tensor.allocate(ElementType.FLOAT, n);
            Map<String, Tensor> prompts = new HashMap<>();
            prompts.put("point_coords", CornerPoints.coordinates(boxes, frame, POINTS));
            prompts.put("point_labels", CornerPoints.labels(n, POINTS));
            prompts.put("mask_input", noMask);
            prompts.put("input_masks", noMask);
            prompts.put("has_mask_input", hasNoMask);
            prompts.put("has_input_masks", hasNoMask);
            if (sizeInput != null) {
                prompts.put(sizeInput, Tensor.of(ElementType.INT32, new long[] {2}, frame.height(), frame.width()));
            }
            return prompts;
        }

        @Override
        public List<MaskMap> answer(Map<String, Tensor> outputs, Placement frame, List<Box> boxes)
                throws ModelException {
            Candidates candidates = Candidates.of(outputs);
            return candidates.maps(frame, boxes, candidates::best);
        }
    }
}
