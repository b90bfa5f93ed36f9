package dev.copra.model;

import dev.copra.model.contract.Family;
import dev.copra.model.contract.RefusedFamily;
import dev.copra.model.graph.Port;
import dev.copra.model.instance.InstanceFamilies;
import dev.copra.model.pixel.PixelFamilies;
import dev.copra.model.prompt.PromptFamilies;
import dev.copra.model.setting.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All families, in the order in which a model is compared with them: the first one that has a reason is taken. Names come
 * before shapes, and what needs more before what needs less.
 */
public final class Families {
    private static final RefusedFamily LEARNED = new RefusedFamily(
            "copra",
            Family.Role.SEMANTIC,
            "a network of Copra's own, for the strategy learned",
            model -> model.becauseTakes("colours", "maps", "category"),
            "this is a network of Copra's own; name it as the network of the strategy learned");

    private static final List<Family> ALL = Stream.<List<Family>>of(
                    PromptFamilies.ASKED,
                    List.of(LEARNED),
                    PromptFamilies.OTHERS,
                    InstanceFamilies.ALL,
                    PixelFamilies.ALL)
            .flatMap(List::stream)
            .toList();

    private Families() {}

    /**
     * A guess.
     *
     * @param family what the model probably is
     * @param reason why, in words
     */
    public record Guess(Family family, String reason) {}

    /** The family of a model, or empty if none knows it. */
    public static Optional<Guess> guess(Signature model) {
        for (Family family : ALL) {
            String reason = family.recognise(model);
            if (reason != null) {
                return Optional.of(new Guess(family, reason));
            }
        }
        return Optional.empty();
    }

    /**
     * The family of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Family named(String id) {
        return ALL.stream()
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family '" + id + "' of models; there are "
                        + ALL.stream().map(Family::id).collect(Collectors.joining(", "))));
    }

    /** All tensors of a model, a line each: what a user needs to see where no family fits. */
    public static List<String> listing(Signature model) {
        return List.of("inputs  " + ports(model.inputs()), "outputs " + ports(model.outputs()));
    }

    private static String ports(Map<String, Port> ports) {
        return ports.values().stream().map(Port::toString).collect(Collectors.joining("; "));
    }
}
