package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.copra.learn.torch.OnnxFile.Constant;
import dev.copra.learn.torch.OnnxFile.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network of {@code learned}, of which each operator is computed by PyTorch, so that its weights can be trained. It is made of the
 * ONNX file itself: there is no second description that could differ from it, and what is trained is written into the same graph.
 * Batch normalisations are folded into that graph's convolutions, and there is no dropout in it.
 */
final class TorchNetwork {
    private static final Set<String> WITH_WEIGHTS = Set.of("Conv", "Gemm", "Gather");

    private final OnnxFile file;
    private final Map<String, NDArray> weights = new TreeMap<>();
    /** Of weights that the graph first widens from half precision, the name of what is stored. */
    private final Map<String, String> stored = new HashMap<>();

    private final Map<String, NDArray> constants = new HashMap<>();
    private final Map<String, Node> makers = new HashMap<>();
    private final Map<Set<String>, List<Node>> plans = new HashMap<>();

    /**
     * @param manager owns weights and constants
     * @throws IllegalArgumentException if the graph has an operator that is not known
     */
    TorchNetwork(OnnxFile file, NDManager manager) throws IOException {
        this.file = file;
        Map<String, Constant> initializers = file.initializers();
        for (Node node : file.nodes()) {
            node.outputs().forEach(output -> makers.put(output, node));
            for (int i = 0; i < node.inputs().size() && WITH_WEIGHTS.contains(node.operator()); i++) {
                String name = node.inputs().get(i);
                String source = node.inputs().get(i);
                Node maker = makers.get(name);
                if (maker != null && maker.operator().equals("Cast")) {
                    source = maker.inputs().get(0);
                }
                Constant constant = initializers.get(source);
                if (constant != null && constant.isReal() && !weights.containsKey(name)) {
                    weights.put(name, Tensors.of(constant.floats(), new Shape(constant.shape()), manager));
                    stored.put(name, source);
                }
            }
        }
        for (Map.Entry<String, Constant> each : initializers.entrySet()) {
            if (!stored.containsValue(each.getKey())) {
                constants.put(each.getKey(), array(each.getValue(), manager));
            }
        }
        for (Node node : file.nodes()) {
            fold(node, manager);
        }
    }

    private static NDArray array(Constant constant, NDManager manager) throws IOException {
        Shape shape = new Shape(constant.shape());
        if (constant.isReal()) {
            return Tensors.of(constant.floats(), shape, manager);
        }
        if (constant.type() != Constant.INT64) {
            throw new IOException("it has constants of type " + constant.type());
        }
        return Tensors.of(constant.longs(), shape, manager);
    }

    /** Computes what does not depend on the inputs or the weights once and for all. */
    private void fold(Node node, NDManager manager) throws IOException {
        String output = node.outputs().get(0);
        if (weights.containsKey(output)) {
            return;
        }
        if (node.operator().equals("Constant")) {
            constants.put(output, array((Constant) node.attributes().get("value"), manager));
        } else if (node.inputs().stream().allMatch(name -> name.isEmpty() || constants.containsKey(name))) {
            constants.put(output, Operators.compute(node, inputs(node, constants), manager));
        }
    }

    private List<NDArray> inputs(Node node, Map<String, NDArray> values) {
        List<NDArray> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            NDArray value = weights.get(name);
            value = value != null ? value : constants.get(name);
            inputs.add(value != null ? value : values.get(name));
        }
        return inputs;
    }

    /**
     * Computes some values of the graph.
     *
     * @param given the inputs by name
     * @param wanted names of outputs or of what is within the graph
     * @param manager owns all that is computed
     */
    Map<String, NDArray> run(Map<String, NDArray> given, Set<String> wanted, NDManager manager) {
        Map<String, NDArray> values = new HashMap<>(given);
        for (Node node : plans.computeIfAbsent(wanted, this::plan)) {
            // what is computed on the way belongs to the managers of the inputs, and a weight's lasts as long as the
            // training
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray value = Operators.compute(node, inputs(node, values), manager);
                NDScope.unregister(value);
                value.attach(manager);
                values.put(node.outputs().get(0), value);
            }
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    /** The nodes that the wanted values need, in the graph's order. */
    private List<Node> plan(Set<String> wanted) {
        Set<String> needed = new HashSet<>(wanted);
        List<Node> plan = new ArrayList<>();
        for (int i = file.nodes().size() - 1; i >= 0; i--) {
            Node node = file.nodes().get(i);
            String output = node.outputs().get(0);
            if (needed.contains(output) && !constants.containsKey(output) && !weights.containsKey(output)) {
                needed.addAll(node.inputs());
                plan.add(0, node);
            }
        }
        return plan;
    }

    /** The name of the features from which the masks' logits are computed, the finest of the network: [n, c, s / 2, s / 2]. */
    String features() {
        for (Node node : file.nodes()) {
            if (node.operator().equals("DepthToSpace")) {
                return makers.get(node.inputs().get(0)).inputs().get(0);
            }
        }
        throw new IllegalArgumentException("the graph has no features to learn from");
    }

    /** The weights by the graph's names, always in the same order. */
    Map<String, NDArray> weights() {
        return weights;
    }

    /** The file with some weights in the place of its own, by the names of {@link #weights}. */
    byte[] export(Map<String, float[]> values, Map<String, String> metadata) throws IOException {
        Map<String, float[]> changed = new LinkedHashMap<>();
        values.forEach((name, numbers) -> changed.put(stored.get(name), numbers));
        return file.with(changed, metadata);
    }
}
