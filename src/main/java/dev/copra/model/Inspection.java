package dev.copra.model;

import dev.copra.io.Remedy;
import dev.copra.model.contract.Family;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a model before it is run.
 *
 * @param signature its tensors
 * @param family what it is taken for; null if nothing fits
 * @param reason why
 * @param settings how it is used; null where there is no family
 * @param sources what decided each setting, by its name: family, tensors, shape (of the input), graph, file
 *     (beside the model) or option
 */
public record Inspection(
        Signature signature, Family family, String reason, Settings settings, Map<String, String> sources) {

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
        Optional<Families.Guess> guess = stated.containsKey("family")
                ? Optional.of(new Families.Guess(Families.named(stated.get("family")), "it was stated"))
                : Families.guess(signature);
        return guess.map(g -> new Inspection(
                        signature,
                        g.family(),
                        g.reason(),
                        settings(g.family(), signature, stated),
                        sources(g.family(), signature, beside, overrides)))
                .orElse(new Inspection(signature, null, "no rule fits its tensors", null, Map.of()));
    }

    private static Map<String, String> sources(
            Family family, Signature signature, Map<String, String> beside, Map<String, String> overrides) {
        Map<String, String> sources = new LinkedHashMap<>();
        Settings.NAMES.keySet().forEach(name -> sources.put(name, "family"));
        sources.put("family", "tensors");
        Port image = signature.image();
        if (image != null && ImageInput.channelsLast(image) != null) {
            sources.put("layout", "shape");
        }
        if (ImageInput.side(signature, 0) > 0) {
            sources.put("size", "shape");
        }
        boolean graph = family.role() == Family.Role.SEMANTIC
                && !signature.operators().isEmpty()
                && family.settings(signature).values() != Settings.Values.AUTO;
        if (graph) {
            sources.put("values", "graph");
        }
        beside.keySet().forEach(name -> sources.put(name, "file"));
        overrides.keySet().forEach(name -> sources.put(name, "option"));
        return sources;
    }

    private static Settings settings(Family family, Signature signature, Map<String, String> stated) {
        return ImageInput.laidOut(family.settings(signature), signature).with(stated);
    }

    /** This, if a family fits. */
    Inspection orRefuse(String model) throws ModelException {
        if (family == null) {
            throw new ModelException(
                    model + ": no known family of models has these tensors: "
                            + String.join("; ", Families.listing(signature)),
                    Remedy.FAMILY);
        }
        return this;
    }
}
