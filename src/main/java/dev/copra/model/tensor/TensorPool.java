package dev.copra.model.tensor;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Large tensors of one purpose that are used again: memory outside of the heap is given back late, so that a new one for
 * every image would add up. Thread-safe; holds as many as were ever out at once.
 */
public final class TensorPool {
    private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /** A tensor with anything in it. */
    public Tensor take(ElementType type, long... shape) {
        int size = Tensor.bytes(type, shape);
        ByteBuffer found = idle.poll();
        // a little more than is asked for, as images that are a little larger will follow
        ByteBuffer buffer =
                found != null && found.capacity() >= size ? found : ByteBuffer.allocateDirect(size + size / 4);
        return Tensor.over(type, shape, buffer);
    }

    /** Gives one back that is used no more. */
    public void give(Tensor tensor) {
        idle.add(tensor.memory());
    }
}
