package dev.copra.model;

import static dev.copra.model.Family.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Guesses a model's family by the names, types and shapes of its tensors. The rules are tried in order; the first one
 * that has a reason decides.
 */
public final class Recognition {
    private Recognition() {}

    /**
     * A guess.
     *
     * @param family what the model probably is
     * @param reason why, in words
     */
    public record Guess(Family family, String reason) {}

    /** @param reason why a model is of the family, or null if it is not */
    private record Rule(Family family, Function<Signature, String> reason) {}

    private static final Predicate<Port> SAM_EMBEDDING = port -> port.fits(-1, 256, 64, 64) && port.dim(1) == 256;
    private static final Predicate<Port> SAM2_FEATURES =
            port -> port.rank() == 4 && port.dim(1) == 32 && port.dim(2) == 256;

    private static final List<Rule> RULES = List.of(
            rule(HQ_SAM, takes("point_coords", "point_labels", "interm_embeddings")),
            rule(SAM2, takes("point_coords", "point_labels", "high_res_feats_0", "high_res_feats_1")),
            rule(SAM2, takes("point_coords", "point_labels", "image_features_0", "image_features_1")),
            rule(SAM, takes("point_coords", "point_labels")),
            rule(EFFICIENT_SAM, takes("batched_images", "batched_point_coords", "batched_point_labels")),
            rule(EFFICIENT_SAM_DECODER, takes("batched_point_coords", "batched_point_labels")),
            rule(OPTIMUM_SAM, takes("input_points", "input_labels")),
            rule(SAM3, takes("box_coords", "backbone_fpn_0")),
            rule(SAM3_ENCODER, s -> s.gives("backbone_fpn_0") ? "it has the output backbone_fpn_0" : null),
            rule(OPTIMUM_SAM_ENCODER, gives("image_embeddings", "image_positional_embeddings")),
            rule(SAM2_ENCODER, Recognition::sam2Encoder),
            rule(SAM_ENCODER, Recognition::samEncoder),
            rule(YOLO_SEG, Recognition::yolo),
            rule(RF_DETR, s -> detections(s, 4)),
            rule(MMDEPLOY, s -> detections(s, 5)),
            rule(TF_DETECTION, s -> named(s.outputs(), "detection_masks")),
            rule(ZOO_MASK_RCNN, s -> maskRcnn(s, true)),
            rule(TORCHVISION_MASK_RCNN, s -> maskRcnn(s, false)),
            rule(MASKFORMER, gives("class_queries_logits", "masks_queries_logits")),
            rule(DETR, gives("logits", "pred_masks")),
            rule(SALIENCY, Recognition::saliency),
            rule(SEMANTIC, Recognition::semantic),
            rule(LABEL_MAP, Recognition::labelMap));

    /** The family of a model, or empty if no rule knows it. */
    public static Optional<Guess> guess(Signature model) {
        for (Rule rule : RULES) {
            String reason = rule.reason().apply(model);
            if (reason != null) {
                return Optional.of(new Guess(rule.family(), reason));
            }
        }
        return Optional.empty();
    }

    private static Rule rule(Family family, Function<Signature, String> reason) {
        return new Rule(family, reason);
    }

    private static Function<Signature, String> takes(String... names) {
        return model -> model.takes(names) ? "it has the inputs " + list(names) : null;
    }

    private static Function<Signature, String> gives(String... names) {
        return model -> model.gives(names) ? "it has the outputs " + list(names) : null;
    }

    private static String list(String... names) {
        return String.join(", ", names);
    }

    /** TensorFlow's names end with ":0". */
    private static String named(Map<String, Port> ports, String name) {
        return ports.containsKey(name) || ports.containsKey(name + ":0") ? "it has the output " + name : null;
    }

    private static String samEncoder(Signature model) {
        return oneImage(model) && model.output(SAM_EMBEDDING).isPresent()
                ? "its output " + model.output(SAM_EMBEDDING).get() + " is an embedding of SAM's"
                : null;
    }

    private static String sam2Encoder(Signature model) {
        Optional<Port> features = model.output(SAM2_FEATURES);
        return oneImage(model)
                        && features.isPresent()
                        && model.output(SAM_EMBEDDING).isPresent()
                ? "its outputs " + features.get() + " and "
                        + model.output(SAM_EMBEDDING).get() + " are features of SAM 2's"
                : null;
    }

    private static boolean oneImage(Signature model) {
        return model.inputs().size() == 1 && model.input(Recognition::isImage).isPresent();
    }

    /** Whether an input may be an image: three channels, first or last, with or without a batch. */
    static boolean isImage(Port port) {
        int rank = port.rank();
        return (rank == 3 || rank == 4) && (canBe3(port.dim(rank - 3)) || canBe3(port.dim(-1)));
    }

    private static boolean canBe3(long dim) {
        return dim == 3 || dim == Port.OPEN;
    }

    private static String yolo(Signature model) {
        Port candidates = model.outputs().get("output0");
        Port prototypes = model.outputs().get("output1");
        return candidates != null && prototypes != null && candidates.rank() == 3 && prototypes.rank() == 4
                ? "it has the outputs " + candidates + " and " + prototypes
                : null;
    }

    /** @param numbers how many numbers a detection has: 4 a box, 5 a box and its score */
    private static String detections(Signature model, int numbers) {
        Port dets = model.outputs().get("dets");
        boolean masks = model.output(port -> port.rank() == 4).isPresent();
        return dets != null && dets.rank() > 0 && dets.dim(-1) == numbers && masks && model.gives("labels")
                ? "it has the outputs labels and " + dets + " and one of masks"
                : null;
    }

    private static String maskRcnn(Signature model, boolean zoo) {
        Optional<Port> boxes = model.output(p -> p.rank() == 2 && p.dim(1) == 4);
        Optional<Port> labels = model.output(p -> p.rank() == 1 && p.type() == ElementType.INT64);
        Optional<Port> scores = model.output(p -> p.rank() == 1 && p.type() == ElementType.FLOAT);
        Optional<Port> masks = model.output(p -> p.rank() == 4);
        if (boxes.isEmpty() || labels.isEmpty() || scores.isEmpty() || masks.isEmpty()) {
            return null;
        }
        boolean small = masks.get().dim(2) == 28 && masks.get().dim(3) == 28;
        return small == zoo
                ? "its outputs are boxes, labels, scores and masks, the latter "
                        + (small ? "of 28 x 28 in their boxes" : "of the whole image") + " (" + masks.get() + ")"
                : null;
    }

    private static Optional<Port> map(Signature model, Predicate<Port> condition) {
        return oneImage(model)
                ? model.outputs().values().stream().limit(1).filter(condition).findFirst()
                : Optional.empty();
    }

    private static String saliency(Signature model) {
        return map(model, p -> p.rank() == 4 && p.dim(1) == 1)
                .map(port -> "its first output " + port + " is one number a pixel")
                .orElse(null);
    }

    /** PyTorch's exporter leaves even the number of classes open where the last operation is a resizing. */
    private static String semantic(Signature model) {
        return map(model, p -> p.rank() == 4 && p.dim(1) != 1 && !p.type().isInteger())
                .map(port -> "its first output " + port + " is " + (port.dim(1) < 0 ? "some" : port.dim(1))
                        + " numbers a pixel")
                .orElse(null);
    }

    private static String labelMap(Signature model) {
        return map(model, p -> (p.rank() == 3 || p.rank() == 2) && p.type().isInteger())
                .map(port -> "its first output " + port + " is a whole number a pixel")
                .orElse(null);
    }

    /** All tensors of a model, a line each: what a user needs to see where no rule fits. */
    public static List<String> listing(Signature model) {
        return List.of("inputs  " + ports(model.inputs()), "outputs " + ports(model.outputs()));
    }

    private static String ports(Map<String, Port> ports) {
        return ports.values().stream().map(Port::toString).collect(Collectors.joining("; "));
    }
}
