package dev.copra.model;

import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A family that is recognised and cannot be run: better said by its name than taken for another one. Exports that are not
 * published, of which only some names or shapes are known, and contracts that take no boxes.
 *
 * @param rule why a model is of the family, or null
 * @param why it cannot be run and what can be done
 */
record RefusedFamily(String id, Role role, String description, Function<Signature, String> rule, String why)
        implements Family {
    static final RefusedFamily OPTIMUM_SAM = new RefusedFamily(
            "optimum-sam",
            Role.DECODER,
            "SAM as Hugging Face Optimum exports it: points, no boxes",
            model -> model.becauseTakes("input_points", "input_labels"),
            "Optimum's export of SAM takes points, but no boxes; export the decoder with the export_onnx_model.py of"
                    + " segment-anything, or with samexporter");
    static final RefusedFamily OPTIMUM_SAM_ENCODER = new RefusedFamily(
            "optimum-sam-encoder",
            Role.ENCODER,
            "SAM as Optimum exports it: image encoder",
            model -> model.becauseGives("image_embeddings", "image_positional_embeddings"),
            "this encoder of Optimum's export of SAM belongs to a decoder that takes no boxes; export both with"
                    + " samexporter");
    static final RefusedFamily SAM3 = new RefusedFamily(
            "sam3",
            Role.DECODER,
            "SAM 3: decoder of prompts and words",
            model -> model.becauseTakes("box_coords", "backbone_fpn_0"),
            "SAM 3 with words is recognised, but cannot be run; use an export of SAM 3's tracker or of SAM 2.1");
    static final RefusedFamily SAM3_ENCODER = new RefusedFamily(
            "sam3-encoder",
            Role.ENCODER,
            "SAM 3: image encoder",
            model -> model.becauseGives("backbone_fpn_0"),
            "SAM 3 with words is recognised, but cannot be run; use an export of SAM 3's tracker or of SAM 2.1");
    /** LiteMedSAM's authors publish no export; those of others take boxes in one of several frames. */
    static final RefusedFamily BOX_DECODER = new RefusedFamily(
            "medsam-decoder",
            Role.DECODER,
            "MedSAM, LiteMedSAM: decoder of boxes",
            RefusedFamily::boxDecoder,
            "exports of MedSAM whose decoder takes boxes have no published contract, so that the frame of the boxes is"
                    + " not known; export the decoder with the export_onnx_model.py of segment-anything");

    static final RefusedFamily LITE_MED_SAM = new RefusedFamily(
            "lite-medsam-encoder",
            Role.ENCODER,
            "LiteMedSAM: image encoder",
            RefusedFamily::liteMedSam,
            "LiteMedSAM is recognised, but cannot be run: it wants each image stretched from its least to its greatest"
                    + " value");
    static final RefusedFamily YOLACT = new RefusedFamily(
            "yolact",
            Role.INSTANCES,
            "YOLACT",
            RefusedFamily::yolact,
            "YOLACT is recognised, but cannot be run: its exports leave out where its anchors are; use an export of"
                    + " YOLO with masks");

    static final RefusedFamily LEARNED = new RefusedFamily(
            "copra",
            Role.SEMANTIC,
            "a network of Copra's own, for the strategy learned",
            model -> model.becauseTakes("colours", "maps", "category"),
            "this is a network of Copra's own; name it as the network of the strategy learned");

    private static String boxDecoder(Signature model) {
        boolean embedding = model.input(ImageEncoder::isEmbedding).isPresent();
        return embedding
                ? model.input(port -> port.name().equals("boxes") && port.dim(-1) == 4)
                        .map(port -> "it has an embedding and the input " + port)
                        .orElse(null)
                : null;
    }

    private static String liteMedSam(Signature model) {
        return ImageInput.side(model, 0) == 256 && ImageEncoder.embeddingOnly(model, 64)
                ? "its input is of 256 x 256 pixels and its embedding of 64 x 64 cells"
                : null;
    }

    /** Boxes, classes and coefficients of as many anchors each, and prototypes with the channels last. */
    private static String yolact(Signature model) {
        List<Port> tables = model.outputs().values().stream()
                .filter(port -> port.rank() == 3 || port.rank() == 2)
                .filter(port -> port.dim(-1) > 0)
                .toList();
        Predicate<Port> prototypes = port -> (port.rank() == 4 || port.rank() == 3)
                && port.dim(-2) == port.dim(-3)
                && tables.stream().anyMatch(table -> table.dim(-1) == port.dim(-1));
        boolean boxes = tables.stream().anyMatch(table -> table.dim(-1) == 4);
        return model.takesOneImage() && tables.size() >= 3 && boxes
                ? model.output(prototypes)
                        .map(port -> "it has tables of anchors and the prototypes " + port)
                        .orElse(null)
                : null;
    }

    @Override
    public String recognise(Signature model) {
        return rule.apply(model);
    }

    @Override
    public Settings settings(Signature model) {
        return Settings.imageNet(ImageInput.sizing(model, Sizing.longest(1024)));
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        throw refusal(opening.session().name());
    }

    /** What is said of a file of this family. */
    ModelException refusal(String file) {
        return new ModelException(file + ": " + why);
    }
}
