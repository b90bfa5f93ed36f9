package dev.copra.model;

import dev.copra.io.Remedy;
import dev.copra.model.contract.Family;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.RefusedFamily;
import dev.copra.model.contract.SegmentationModel;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

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

    /** Keeps a copy of the settings. */
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
        return open(notes, Function.identity());
    }

    /** Opens the model, with nobody to be told of anything. */
    public SegmentationModel open() throws ModelException {
        return open(note -> {});
    }

    /** @param watch what each session is put behind */
    SegmentationModel open(Consumer<String> notes, Function<Session, Session> watch) throws ModelException {
        Session opened = watch.apply(Session.open(model, session));
        try {
            Inspection inspection =
                    Inspection.of(opened, Sidecar.read(model), settings).orRefuse(model.toString());
            check(inspection.family());
            return inspection
                    .family()
                    .open(new Opening(
                            opened,
                            inspection.signature(),
                            inspection.settings(),
                            encoder == null ? null : new GivenEncoder(this, watch),
                            notes));
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What decides the model's answers beside this specification: the content of its files. */
    public String identity() throws ModelException {
        String identity = "model " + ModelFiles.digest(model);
        return encoder == null ? identity : identity + ", encoder " + ModelFiles.digest(encoder);
    }

    /** Whether the files that were named are those that a family needs. */
    private void check(Family family) throws ModelException {
        String wrong = null;
        Remedy remedy = null;
        if (family instanceof RefusedFamily refused) {
            throw refused.refusal(model.toString());
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
}
