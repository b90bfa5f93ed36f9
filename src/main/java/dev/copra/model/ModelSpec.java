package dev.copra.model;

import dev.copra.io.Remedy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which model to open, and how.
 *
 * @param model the model's file
 * @param encoder the file of the image encoder that it needs, or null
 * @param embeddings the directory that keeps what the encoder made of the images, or null
 * @param session where and on how many threads it computes
 * @param settings overrides by the names of {@link Settings#NAMES}
 */
public record ModelSpec(
        Path model, Path encoder, Path embeddings, Session.Options session, Map<String, String> settings) {

    public ModelSpec {
        settings = Map.copyOf(settings);
    }

    /**
     * Opens the model: recognises its family unless that is stated, takes the family's settings, then those of the file
     * beside the model, then the overrides.
     *
     * @param notes told of what the user should know and what does not end the run, from several threads
     * @throws ModelException if it cannot be opened, or no family fits
     * @throws IllegalArgumentException if a setting is wrong
     */
    public SegmentationModel open(Consumer<String> notes) throws ModelException {
        Session opened = Session.open(model, session);
        try {
            Inspection inspection =
                    Inspection.of(opened, Sidecar.read(model), settings).orRefuse(model.toString());
            check(inspection.family());
            return open(inspection, opened, notes);
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Opens the model, with nobody to be told of anything. */
    public SegmentationModel open() throws ModelException {
        return open(note -> {});
    }

    /** What decides the model's answers beside this specification: the content of its files. */
    public String identity() throws ModelException {
        String identity = "model " + ModelFiles.digest(model);
        return encoder == null ? identity : identity + ", encoder " + ModelFiles.digest(encoder);
    }

    private void check(Family family) throws ModelException {
        String wrong = null;
        Remedy remedy = null;
        if (family == Family.OPTIMUM_SAM) {
            wrong =
                    "Optimum's export of SAM takes points, but no boxes; export the decoder with the export_onnx_model.py"
                            + " of segment-anything, or with samexporter";
        } else if (family == Family.SAM3) {
            wrong = "SAM 3 is recognised, but cannot be run yet; use an export of SAM 2.1";
        } else if (family.role() == Family.Role.ENCODER) {
            wrong = "this is an encoder (" + family.description() + ")";
            remedy = Remedy.AS_ENCODER;
        } else if (family.role() == Family.Role.DECODER && encoder == null) {
            wrong = "this is a decoder (" + family.description() + "), which needs the file of its encoder";
            remedy = Remedy.ENCODER;
        } else if (family.role() != Family.Role.DECODER && encoder != null) {
            wrong = "this is no decoder (" + family.description() + "), so an encoder has no effect";
            remedy = Remedy.NO_ENCODER;
        } else if (family.role() != Family.Role.DECODER && embeddings != null) {
            wrong = "this model has no encoder (" + family.description() + "), so there are no embeddings to keep";
            remedy = Remedy.NO_EMBEDDINGS;
        }
        if (wrong != null) {
            throw new ModelException(model + ": " + wrong, remedy);
        }
    }

    private SegmentationModel open(Inspection inspection, Session opened, Consumer<String> notes)
            throws ModelException {
        Family family = inspection.family();
        if (family.role() == Family.Role.INSTANCES) {
            return InstanceFamilies.open(family, opened, inspection.settings());
        }
        if (family.role() == Family.Role.SEMANTIC) {
            return PixelFamilies.open(family, opened, inspection.settings());
        }
        return switch (family) {
            case SAM, HQ_SAM -> prompted(inspection, opened, new SamContract(), Family.SAM_ENCODER, notes);
            case SAM2 ->
                prompted(inspection, opened, Sam2Contract.of(inspection.signature()), Family.SAM2_ENCODER, notes);
            case EFFICIENT_SAM_DECODER ->
                prompted(inspection, opened, new EfficientSamContract(), Family.EFFICIENT_SAM, notes);
            case EFFICIENT_SAM ->
                new PromptModel(
                        new WholeImage("batched_images", inspection.settings(), new TensorPool()),
                        opened,
                        new EfficientSamContract(),
                        inspection.settings());
            default -> throw new IllegalStateException(family + " is refused above");
        };
    }

    /** Settings of the image's preparation are the encoder's, in the file beside it and among the overrides. */
    private SegmentationModel prompted(
            Inspection inspection,
            Session decoder,
            PromptContract contract,
            Family encoderFamily,
            Consumer<String> notes)
            throws ModelException {
        Session opened = Session.open(encoder, session);
        try {
            Map<String, String> stated = new HashMap<>(Sidecar.read(encoder));
            stated.putAll(settings);
            Settings prepared = Defaults.of(encoderFamily, Signature.of(opened)).with(stated);
            List<Port> features = decoder.inputs().values().stream()
                    .filter(input -> !contract.isPrompt(input))
                    .toList();
            ImageSide side = kept(new Encoder(opened, prepared, features), prepared, notes);
            return new PromptModel(side, decoder, contract, inspection.settings());
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private ImageSide kept(Encoder fresh, Settings prepared, Consumer<String> notes) throws ModelException {
        if (embeddings == null) {
            return fresh;
        }
        String identity = ModelFiles.digest(encoder) + prepared.toMap();
        return new KeptEncoder(fresh, new Embeddings(embeddings), identity, notes);
    }
}
