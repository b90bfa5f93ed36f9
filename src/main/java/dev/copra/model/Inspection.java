package dev.copra.model;

import dev.copra.io.Remedy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of a model before it is run.
 *
 * @param signature its tensors
 * @param family what it is taken for; null if nothing fits
 * @param reason why
 * @param settings how it is used; null where there is no family
 */
public record Inspection(Signature signature, Family family, String reason, Settings settings) {

    /**
     * Inspects a model's file.
     *
     * @param overrides settings that come before those of the file beside the model
     * @throws ModelException if the model cannot be opened
     * @throws IllegalArgumentException if a setting is wrong
     */
    public static Inspection of(Path model, Map<String, String> overrides) throws ModelException {
        try (Session session = Session.open(model, Session.Options.SINGLE)) {
            return of(session, Sidecar.read(model), overrides);
        }
    }

    /**
     * Inspects a model.
     *
     * @param beside settings from the file beside the model
     * @param overrides settings that come before those
     */
    static Inspection of(Session session, Map<String, String> beside, Map<String, String> overrides)
            throws ModelException {
        return of(Signature.of(session), beside, overrides);
    }

    static Inspection of(Signature signature, Map<String, String> beside, Map<String, String> overrides) {
        Map<String, String> stated = new LinkedHashMap<>(beside);
        stated.putAll(overrides);
        Optional<Recognition.Guess> guess = stated.containsKey("family")
                ? Optional.of(new Recognition.Guess(family(stated.get("family")), "it was stated"))
                : Recognition.guess(signature);
        return guess.map(g -> new Inspection(
                        signature,
                        g.family(),
                        g.reason(),
                        Defaults.of(g.family(), signature).with(stated)))
                .orElse(new Inspection(signature, null, "no rule fits its tensors", null));
    }

    private static Family family(String id) {
        return Arrays.stream(Family.values())
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family '" + id + "' of models; there are "
                        + Arrays.stream(Family.values()).map(Family::id).collect(Collectors.joining(", "))));
    }

    /** This, if a family fits. */
    Inspection orRefuse(String model) throws ModelException {
        if (family == null) {
            throw new ModelException(
                    model + ": no known family of models has these tensors: "
                            + String.join("; ", Recognition.listing(signature)),
                    Remedy.FAMILY);
        }
        return this;
    }
}
