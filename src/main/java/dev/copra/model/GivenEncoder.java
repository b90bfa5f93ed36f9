package dev.copra.model;

import dev.copra.model.contract.EncoderFile;
import dev.copra.model.contract.RefusedFamily;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.Signature;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The encoder that a specification names.
 *
 * @param watch what its session is put behind
 */
record GivenEncoder(ModelSpec spec, Function<Session, Session> watch) implements EncoderFile {

    @Override
    public Session open() throws ModelException {
        Session opened = watch.apply(Session.open(spec.encoder(), spec.session()));
        try {
            Families.Guess guess = Families.guess(Signature.of(opened)).orElse(null);
            if (guess != null && guess.family() instanceof RefusedFamily refused) {
                throw refused.refusal(opened.name());
            }
            return opened;
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public Map<String, String> stated() throws ModelException {
        Map<String, String> stated = new HashMap<>(Sidecar.read(spec.encoder()));
        stated.putAll(spec.settings());
        return stated;
    }

    @Override
    public String identity() throws ModelException {
        return ModelFiles.digest(spec.encoder());
    }

    @Override
    public Path embeddings() {
        return spec.embeddings();
    }
}
