package dev.copra.model;

import dev.copra.model.graph.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All families, in the order in which a model is compared with them: the first one that has a reason is taken. Names come
 * before shapes, and what needs more before what needs less.
 */
public final class Families {
    private static final List<Family> ALL = List.of(
            SamDecoder.HQ,
            Sam2Decoder.FAMILY,
            SamDecoder.PLAIN,
            EfficientSam.WHOLE,
            EfficientSam.DECODER,
            TrackerDecoder.FAMILY,
            RefusedFamily.LEARNED,
            RefusedFamily.OPTIMUM_SAM,
            RefusedFamily.SAM3,
            RefusedFamily.BOX_DECODER,
            ImageEncoder.TRACKER,
            RefusedFamily.SAM3_ENCODER,
            RefusedFamily.OPTIMUM_SAM_ENCODER,
            ImageEncoder.SAM2,
            RefusedFamily.LITE_MED_SAM,
            ImageEncoder.SAM_MED2D,
            ImageEncoder.SAM,
            YoloSegmenter.FAMILY,
            RefusedFamily.YOLACT,
            RfDetr.FAMILY,
            MmDetection.FAMILY,
            DFineSegmenter.FAMILY,
            TensorFlowDetector.FAMILY,
            MaskRcnn.ZOO,
            MaskRcnn.TORCHVISION,
            MaskFormer.ONE_FORMER,
            MaskFormer.FAMILY,
            Detr.FAMILY,
            Saliency.FAMILY,
            SemanticLogits.FAMILY,
            LabelMap.PADDLE,
            LabelMap.TENSOR_FLOW);

    private Families() {}

    /**
     * A guess.
     *
     * @param family what the model probably is
     * @param reason why, in words
     */
    public record Guess(Family family, String reason) {}

    /** The family of a model, or empty if none knows it. */
    public static Optional<Guess> guess(Signature model) {
        for (Family family : ALL) {
            String reason = family.recognise(model);
            if (reason != null) {
                return Optional.of(new Guess(family, reason));
            }
        }
        return Optional.empty();
    }

    /**
     * The family of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Family named(String id) {
        return ALL.stream()
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family '" + id + "' of models; there are "
                        + ALL.stream().map(Family::id).collect(Collectors.joining(", "))));
    }

    /** All tensors of a model, a line each: what a user needs to see where no family fits. */
    public static List<String> listing(Signature model) {
        return List.of("inputs  " + ports(model.inputs()), "outputs " + ports(model.outputs()));
    }

    private static String ports(Map<String, Port> ports) {
        return ports.values().stream().map(Port::toString).collect(Collectors.joining("; "));
    }
}
