package dev.copra.model.prompt;

import dev.copra.model.contract.Family;
import dev.copra.model.contract.RefusedFamily;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Signature;
import java.util.List;

/** The families of promptable models. */
public final class PromptFamilies {
    private static final RefusedFamily OPTIMUM_SAM = new RefusedFamily(
            "optimum-sam",
            Family.Role.DECODER,
            "SAM as Hugging Face Optimum exports it: points, no boxes",
            model -> model.becauseTakes("input_points", "input_labels"),
            "Optimum's export of SAM takes points, but no boxes; export the decoder with the export_onnx_model.py of"
                    + " segment-anything, or with samexporter");

    private static final RefusedFamily OPTIMUM_SAM_ENCODER = new RefusedFamily(
            "optimum-sam-encoder",
            Family.Role.ENCODER,
            "SAM as Optimum exports it: image encoder",
            model -> model.becauseGives("image_embeddings", "image_positional_embeddings"),
            "this encoder of Optimum's export of SAM belongs to a decoder that takes no boxes; export both with"
                    + " samexporter");

    private static final RefusedFamily SAM3 = new RefusedFamily(
            "sam3",
            Family.Role.DECODER,
            "SAM 3: decoder of prompts and words",
            model -> model.becauseTakes("box_coords", "backbone_fpn_0"),
            "SAM 3 with words is recognised, but cannot be run; use an export of SAM 3's tracker or of SAM 2.1");

    private static final RefusedFamily SAM3_ENCODER = new RefusedFamily(
            "sam3-encoder",
            Family.Role.ENCODER,
            "SAM 3: image encoder",
            model -> model.becauseGives("backbone_fpn_0"),
            "SAM 3 with words is recognised, but cannot be run; use an export of SAM 3's tracker or of SAM 2.1");

    /** LiteMedSAM's authors publish no export; those of others take boxes in one of several frames. */
    private static final RefusedFamily BOX_DECODER = new RefusedFamily(
            "medsam-decoder",
            Family.Role.DECODER,
            "MedSAM, LiteMedSAM: decoder of boxes",
            PromptFamilies::boxDecoder,
            "exports of MedSAM whose decoder takes boxes have no published contract, so that the frame of the boxes is"
                    + " not known; export the decoder with the export_onnx_model.py of segment-anything");

    private static final RefusedFamily LITE_MED_SAM = new RefusedFamily(
            "lite-medsam-encoder",
            Family.Role.ENCODER,
            "LiteMedSAM: image encoder",
            PromptFamilies::liteMedSam,
            "LiteMedSAM is recognised, but cannot be run: it wants each image stretched from its least to its greatest"
                    + " value");

    /** Those that make masks, in the order in which a model is compared with them. */
    public static final List<Family> ASKED = List.of(
            SamDecoder.HQ,
            Sam2Decoder.FAMILY,
            SamDecoder.PLAIN,
            EfficientSam.WHOLE,
            EfficientSam.DECODER,
            TrackerDecoder.FAMILY);

    /** Encoders, which make no masks by themselves, and what cannot be run, in that order. */
    public static final List<Family> OTHERS = List.of(
            OPTIMUM_SAM,
            SAM3,
            BOX_DECODER,
            ImageEncoder.TRACKER,
            SAM3_ENCODER,
            OPTIMUM_SAM_ENCODER,
            ImageEncoder.SAM2,
            LITE_MED_SAM,
            ImageEncoder.SAM_MED2D,
            ImageEncoder.SAM);

    private PromptFamilies() {}

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
}
