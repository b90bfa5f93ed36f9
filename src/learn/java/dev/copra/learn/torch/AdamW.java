package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.TreeMap;

/** Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019). */
final class AdamW {
    private static final float BETA1 = .9f;
    private static final float BETA2 = .999f;
    private static final float EPSILON = 1e-8f;

    private final double decay;
    private final Map<String, NDArray> first = new TreeMap<>();
    private final Map<String, NDArray> second = new TreeMap<>();
    private int steps;

    /** @param decay share of a weight that is taken from it at each step, times the rate */
    AdamW(Map<String, NDArray> weights, double decay, NDManager manager) {
        this.decay = decay;
        weights.forEach((name, weight) -> {
            first.put(name, manager.zeros(weight.getShape()));
            second.put(name, manager.zeros(weight.getShape()));
        });
    }

    /**
     * Changes weights by their gradients.
     *
     * @param gradients by the names of weights
     * @param scale by which they are multiplied
     */
    void step(Map<String, NDArray> weights, Map<String, NDArray> gradients, double scale, double rate) {
        steps++;
        double unbiased1 = 1 - Math.pow(BETA1, steps);
        double unbiased2 = Math.sqrt(1 - Math.pow(BETA2, steps));
        gradients.forEach((name, raw) -> {
            try (NDManager scratch = raw.getManager().newSubManager()) {
                raw.attach(scratch);
                NDArray gradient = Tensors.times(raw, scale);
                NDArray m = first.get(name);
                NDArray v = second.get(name);
                Tensors.scale(m, BETA1).addi(Tensors.times(gradient, 1 - BETA1));
                Tensors.scale(v, BETA2).addi(Tensors.times(gradient.square(), 1 - BETA2));
                NDArray size = v.sqrt();
                size.attach(scratch);
                NDArray change = m.div(Tensors.plus(Tensors.over(size, unbiased2), EPSILON));
                change.attach(scratch);
                NDArray weight = weights.get(name);
                Tensors.scale(weight, 1 - rate * decay).subi(Tensors.times(change, rate / unbiased1));
            }
        });
    }

    /** The running means, by names of their own: what has to be kept to go on. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new TreeMap<>();
        first.forEach((name, values) -> state.put("first " + name, values));
        second.forEach((name, values) -> state.put("second " + name, values));
        return state;
    }

    int steps() {
        return steps;
    }

    /** Goes on after so many steps, {@link #state} having been filled. */
    void resume(int done) {
        steps = done;
    }
}
