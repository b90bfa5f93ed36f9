package dev.copra.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * @throws ModelException if it cannot be opened, or no family fits
     * @throws IllegalArgumentException if a setting is wrong
     */
    public SegmentationModel open() throws ModelException {
        RuntimePresence.require();
        Session session = Session.open(model, this.session);
        try {
            Inspection inspection = Inspection.of(session, Sidecar.read(model), settings);
            return open(inspection.orRefuse(model.toString()), session);
        } catch (ModelException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** What decides the model's answers beside this specification: the content of its files. */
    public String identity() throws ModelException {
        String identity = "model " + ModelFiles.digest(model);
        return encoder == null ? identity : identity + ", encoder " + ModelFiles.digest(encoder);
    }

    private SegmentationModel open(Inspection inspection, Session session) throws ModelException {
        Family family = inspection.family();
        if (family.role() == Family.Role.ENCODER) {
            throw new ModelException(model + ": this is an encoder (" + family.description()
                    + "); give it as --encoder, and its decoder as --model");
        }
        if (family.role() == Family.Role.DECODER && encoder == null) {
            throw new ModelException(model + ": this is a decoder (" + family.description()
                    + "); it needs the encoder's file, --encoder");
        }
        if (family.role() != Family.Role.DECODER && encoder != null) {
            throw new ModelException(model + ": this is no decoder (" + family.description()
                    + "), so --encoder has no effect; leave it out");
        }
        if (family.role() == Family.Role.INSTANCES) {
            return InstanceFamilies.open(family, session, inspection.settings());
        }
        if (family.role() == Family.Role.SEMANTIC) {
            return PixelFamilies.open(family, session, inspection.settings());
        }
        return switch (family) {
            case SAM, HQ_SAM -> prompted(inspection, session, new SamContract(), Family.SAM_ENCODER);
            default ->
                throw new ModelException(
                        model + ": models of the family " + family.id() + " can be recognised, but not run yet");
        };
    }

    /** Settings of the image's preparation are the encoder's, in the file beside it and among the overrides. */
    private SegmentationModel prompted(
            Inspection inspection, Session decoder, PromptContract contract, Family encoderFamily)
            throws ModelException {
        Session session = Session.open(encoder, this.session);
        try {
            Map<String, String> stated = new HashMap<>(Sidecar.read(encoder));
            stated.putAll(settings);
            Settings prepared =
                    Defaults.of(encoderFamily, Signature.of(session)).with(stated);
            List<Port> features = decoder.inputs().values().stream()
                    .filter(input -> !contract.isPrompt(input.name()))
                    .toList();
            return new PromptModel(new Encoder(session, prepared, features), decoder, contract, inspection.settings());
        } catch (ModelException | RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
