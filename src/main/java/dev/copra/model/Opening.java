package dev.copra.model;

import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a family gets to open a model with.
 *
 * @param session the model, to be closed by what is opened
 * @param signature the model's
 * @param settings how it is used
 * @param spec what the user asked for
 * @param watch what each session is put behind
 * @param notes told of what the user should know and what does not end the run, from several threads
 */
record Opening(
        Session session,
        Signature signature,
        Settings settings,
        ModelSpec spec,
        Function<Session, Session> watch,
        Consumer<String> notes) {

    /**
     * Opens a decoder with its encoder. Settings of the image's preparation are the encoder's, in the file beside it and among
     * the overrides.
     *
     * @param presets the settings of the family's encoders
     * @throws ModelException if the encoder cannot be opened, or is one of another model
     */
    PromptModel prompted(PromptContract contract, Function<Signature, Settings> presets) throws ModelException {
        Session opened = watch.apply(Session.open(spec.encoder(), spec.session()));
        try {
            Signature encoder = Signature.of(opened);
            if (Families.guess(encoder).orElse(new Families.Guess(null, null)).family() instanceof RefusedFamily no) {
                throw no.refusal(opened.name());
            }
            Map<String, String> stated = new HashMap<>(Sidecar.read(spec.encoder()));
            stated.putAll(spec.settings());
            Settings prepared =
                    ImageInput.laidOut(presets.apply(encoder), encoder).with(stated);
            List<Port> features = session.inputs().values().stream()
                    .filter(input -> !contract.isPrompt(input))
                    .toList();
            Encoder fresh = new Encoder(opened, prepared, features);
            Sizing frame = prepared.frame() > 0
                    ? prepared.sizing().ofSide(prepared.frame())
                    : contract.frame(prepared.sizing(), grid(features, encoder));
            return new PromptModel(kept(fresh, prepared), session, contract, settings, frame);
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** How many cells the embedding has on a side, by the decoder or else the encoder; 0 if neither tells. */
    private static int grid(List<Port> features, Signature encoder) {
        return features.stream()
                .filter(ImageEncoder::isEmbedding)
                .findFirst()
                .or(() -> encoder.output(ImageEncoder::isEmbedding))
                .map(port -> (int) port.dim(2))
                .orElse(0);
    }

    private ImageSide kept(Encoder fresh, Settings prepared) throws ModelException {
        Path directory = spec.embeddings();
        if (directory == null) {
            return fresh;
        }
        String identity = ModelFiles.digest(spec.encoder()) + prepared.toMap();
        return new KeptEncoder(fresh, new Embeddings(directory), identity, notes);
    }
}
