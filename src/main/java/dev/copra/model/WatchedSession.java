package dev.copra.model;

import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session that notes what its model answers and how long that takes. */
final class WatchedSession implements Session {
    private final Session session;
    private final List<Long> nanoseconds = new ArrayList<>();
    private final Map<String, Trial.Range> ranges = new LinkedHashMap<>();

    WatchedSession(Session session) {
        this.session = session;
    }

    @Override
    public String name() {
        return session.name();
    }

    @Override
    public Map<String, Port> inputs() {
        return session.inputs();
    }

    @Override
    public Map<String, Port> outputs() {
        return session.outputs();
    }

    @Override
    public Map<String, String> operators() {
        return session.operators();
    }

    @Override
    public Map<String, String> metadata() throws ModelException {
        return session.metadata();
    }

    @Override
    public synchronized Map<String, Tensor> run(Map<String, Tensor> values, Set<String> wanted) throws ModelException {
        long start = System.nanoTime();
        Map<String, Tensor> answers = session.run(values, wanted);
        nanoseconds.add(System.nanoTime() - start);
        answers.forEach((name, tensor) -> ranges.put(name, Trial.Range.of(name, tensor)));
        return answers;
    }

    /** What was noted. */
    synchronized Trial.Part noted() {
        double seconds = nanoseconds.stream().mapToLong(n -> n).sum() / 1e9;
        return new Trial.Part(name(), nanoseconds.size(), seconds, List.copyOf(ranges.values()));
    }

    @Override
    public void close() {
        session.close();
    }
}
