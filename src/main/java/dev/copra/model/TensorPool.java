package dev.copra.model;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Large tensors that are used again: memory outside of the heap is given back late, so that a new one for every image
 * would add up. Thread-safe; holds as many as were ever out at once.
 */
final class TensorPool {
    private final Queue<Tensor> idle = new ConcurrentLinkedQueue<>();

    /** A tensor of floats, with anything in it. */
    Tensor take(long... shape) {
        Tensor found = idle.poll();
        return found != null && found.size() == Tensor.count(shape)
                ? found.reshape(shape)
                : Tensor.allocate(ElementType.FLOAT, shape);
    }

    /** Gives one back that is used no more. */
    void give(Tensor tensor) {
        idle.add(tensor);
    }
}
