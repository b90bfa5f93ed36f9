package dev.copra.model.contract;

import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import java.util.function.Function;

/**
 * A family that is recognised and cannot be run: better said by its name than taken for another one. Exports that are not
 * published, of which only some names or shapes are known, and contracts that take no boxes.
 *
 * @param id the name by which users call it
 * @param role what it would be used for
 * @param description in words
 * @param rule why a model is of the family, or null
 * @param why it cannot be run and what can be done
 */
public record RefusedFamily(String id, Role role, String description, Function<Signature, String> rule, String why)
        implements Family {

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
    public ModelException refusal(String file) {
        return new ModelException(file + ": " + why);
    }
}
