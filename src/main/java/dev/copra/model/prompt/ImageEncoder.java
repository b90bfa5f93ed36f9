package dev.copra.model.prompt;

import dev.copra.io.Remedy;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import java.util.Map;
import java.util.function.Function;

/**
 * The half of a promptable model that looks at the image, as a family: it is given beside its decoder, and makes no masks by
 * itself. An encoder has embeddings and, for some decoders, finer features; what has other outputs, too, is no encoder.
 *
 * @param rule why a model is one, or null
 * @param presets its settings
 */
record ImageEncoder(
        String id, String description, Function<Signature, String> rule, Function<Signature, Settings> presets)
        implements Family {
    /** How many channels the embeddings of SAM and its kin have. */
    private static final int CHANNELS = 256;

    static final ImageEncoder SAM = new ImageEncoder(
            "sam-encoder",
            "SAM, MobileSAM, NanoSAM, HQ-SAM, EfficientViT-SAM, EfficientSAM: image encoder",
            model -> embedding(model, -1),
            ImageEncoder::sam);
    static final ImageEncoder SAM_MED2D = new ImageEncoder(
            "sam-med2d-encoder",
            "SAM-Med2D: image encoder",
            model -> isMedical(model) ? embedding(model, 16) : null,
            ImageEncoder::medical);
    static final ImageEncoder SAM2 = new ImageEncoder(
            "sam2-encoder", "SAM 2, SAM 2.1: image encoder", ImageEncoder::withFeatures, ImageEncoder::sam2);
    static final ImageEncoder TRACKER = new ImageEncoder(
            "sam-tracker-encoder",
            "SAM 2.1, EdgeTAM, tracker of SAM 3 for Transformers.js: image encoder",
            model -> model.becauseGives("image_embeddings.0", "image_embeddings.1", "image_embeddings.2"),
            ImageEncoder::tracker);

    /** Whether a tensor may be an embedding of a square image: [batch, 256, cells, cells]. */
    static boolean isEmbedding(Port port) {
        return port.rank() == 4
                && port.dim(1) == CHANNELS
                && port.dim(2) == port.dim(3)
                && (port.dim(2) == Port.OPEN || port.dim(2) >= 8);
    }

    /** Finer features of SAM 2, or those that HQ-SAM's decoder takes from within the encoder. */
    private static boolean isCompanion(Port port) {
        return port.rank() == 5
                || port.rank() == 4 && port.dim(2) == port.dim(3) && (port.dim(1) == 32 || port.dim(1) == 64)
                || port.rank() == 4 && port.dim(1) == port.dim(2) && port.dim(3) > 64;
    }

    /**
     * Whether a model makes an embedding of an image, and nothing that is no feature.
     *
     * @param cells on a side of the embedding; -1 for any
     */
    static boolean embeddingOnly(Signature model, int cells) {
        return model.takesOneImage()
                && model.output(ImageEncoder::isEmbedding)
                        .filter(port -> cells < 0 || port.dim(2) == cells)
                        .isPresent()
                && model.outputs().values().stream().allMatch(port -> isEmbedding(port) || isCompanion(port));
    }

    private static String embedding(Signature model, int cells) {
        return embeddingOnly(model, cells)
                ? "its output " + model.output(ImageEncoder::isEmbedding).orElseThrow() + " is an embedding of SAM's"
                : null;
    }

    private static String withFeatures(Signature model) {
        return embeddingOnly(model, -1)
                ? model.output(port -> port.rank() == 4 && port.dim(1) == 32)
                        .map(port -> "its outputs " + port + " and "
                                + model.output(ImageEncoder::isEmbedding).orElseThrow() + " are features of SAM 2's")
                        .orElse(null)
                : null;
    }

    private static boolean isMedical(Signature model) {
        Port image = model.image();
        boolean open = image != null && image.rank() == 3;
        return open || ImageInput.side(model, 0) == SamDecoder.MEDICAL_SIDE;
    }

    /** Settings of the encoders of {@link SamDecoder}. */
    static Settings sam(Signature model) {
        if (isMedical(model) && embeddingOnly(model, 16)) {
            return medical(model);
        }
        Port image = model.image();
        // without a batch and with the channels last, the graph normalises and pads by itself
        if (image != null && image.rank() == 3 && image.dim(-1) == 3) {
            return Settings.bytes(Sizing.fit(1024));
        }
        // EfficientSAM's takes any size
        if (model.takes("batched_images")) {
            return Settings.unit(Sizing.NATIVE);
        }
        return Settings.imageNet(Sizing.longest(ImageInput.side(model, 1024)));
    }

    /** {@code examples/SAM-Med2D-onnxruntime/main.py}: normalised, then stretched by nearest neighbours. */
    private static Settings medical(Signature model) {
        Port image = model.image();
        int side = SamDecoder.MEDICAL_SIDE;
        return image != null && image.rank() == 3
                ? Settings.bytes(Sizing.NATIVE)
                : Settings.imageNet(Sizing.stretch(side, side)).with(Map.of("resize", "nearest"));
    }

    /** Settings of the encoders of {@link Sam2Decoder}. */
    static Settings sam2(Signature model) {
        int side = ImageInput.side(model, 1024);
        return Settings.imageNet(Sizing.stretch(side, side));
    }

    /** Settings of the encoders of {@link TrackerDecoder}: SAM 3's sees cells of 14 pixels, 72 on a side. */
    static Settings tracker(Signature model) {
        boolean sam3 = ImageInput.side(model, 0) == 1008
                || model.output(port -> isEmbedding(port) && port.dim(2) == 72).isPresent()
                || model.input(port -> isEmbedding(port) && port.dim(2) == 72).isPresent();
        int side = ImageInput.side(model, sam3 ? 1008 : 1024);
        Sizing sizing = Sizing.stretch(side, side);
        return sam3
                ? Settings.unit(sizing).with(Map.of("scale", "1/255", "mean", ".5", "std", ".5"))
                : Settings.imageNet(sizing);
    }

    @Override
    public Role role() {
        return Role.ENCODER;
    }

    @Override
    public String recognise(Signature model) {
        return rule.apply(model);
    }

    @Override
    public Settings settings(Signature model) {
        return presets.apply(model);
    }

    @Override
    public SegmentationModel open(Opening opening) throws ModelException {
        throw new ModelException(
                opening.session().name() + ": this is an encoder (" + description + ")", Remedy.AS_ENCODER);
    }
}
