package dev.copra.model;

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
 * @param metadata what the exporter wrote beside the graph
 */
public record Signature(Map<String, Port> inputs, Map<String, Port> outputs, Map<String, String> metadata) {

    public static Signature of(Session session) throws ModelException {
        return new Signature(session.inputs(), session.outputs(), session.metadata());
    }

    /** Whether there are inputs of all these names. */
    public boolean takes(String... names) {
        return inputs.keySet().containsAll(List.of(names));
    }

    /** Whether there are outputs of all these names. */
    public boolean gives(String... names) {
        return outputs.keySet().containsAll(List.of(names));
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
}
