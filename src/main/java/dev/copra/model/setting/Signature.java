package dev.copra.model.setting;

import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a model shows of itself without being run.
 *
 * @param inputs by name, in the model's order
 * @param outputs by name, in the model's order
 * @param operators the operator that computes each output's values, such as Sigmoid, by the output's name; none where it
 *     cannot be told
 * @param metadata what the exporter wrote beside the graph
 */
public record Signature(
        Map<String, Port> inputs,
        Map<String, Port> outputs,
        Map<String, String> operators,
        Map<String, String> metadata) {

    /**
     * The signature of a model that is open.
     *
     * @throws ModelException if its metadata cannot be read
     */
    public static Signature of(Session session) throws ModelException {
        return new Signature(session.inputs(), session.outputs(), session.operators(), session.metadata());
    }

    /** Whether there are inputs of all these names. */
    public boolean takes(String... names) {
        return inputs.keySet().containsAll(List.of(names));
    }

    /** Whether there are outputs of all these names. */
    public boolean gives(String... names) {
        return outputs.keySet().containsAll(List.of(names));
    }

    /** "it has the inputs ...", or null if they are not all there. */
    public String becauseTakes(String... names) {
        return takes(names) ? "it has the " + listed("input", names) : null;
    }

    /** "it has the outputs ...", or null if they are not all there. */
    public String becauseGives(String... names) {
        return gives(names) ? "it has the " + listed("output", names) : null;
    }

    private static String listed(String what, String... names) {
        return what + (names.length == 1 ? " " : "s ") + String.join(", ", names);
    }

    /** The first input that satisfies a condition. */
    public Optional<Port> input(Predicate<Port> condition) {
        return first(inputs.values(), condition);
    }

    /** The first output that satisfies a condition. */
    public Optional<Port> output(Predicate<Port> condition) {
        return first(outputs.values(), condition);
    }

    private static Optional<Port> first(Collection<Port> ports, Predicate<Port> condition) {
        return ports.stream().filter(condition).findFirst();
    }

    /**
     * The name of an output: that of the role if there is one, else the first that satisfies a condition.
     *
     * @throws ModelException if there is neither
     */
    public String named(String role, Predicate<Port> condition) throws ModelException {
        if (gives(role)) {
            return role;
        }
        return output(condition)
                .map(Port::name)
                .orElseThrow(() -> new ModelException("the model has no output that could be " + role));
    }

    /** The input that takes the image, or null. */
    public Port image() {
        return ImageInput.of(inputs.values());
    }

    /** Whether the model takes one image and nothing else. */
    public boolean takesOneImage() {
        return inputs.size() == 1 && image() != null;
    }

    /** The first output of a model that takes one image and nothing else. */
    public Optional<Port> mapOfImage() {
        return takesOneImage() ? outputs.values().stream().findFirst() : Optional.empty();
    }
}
