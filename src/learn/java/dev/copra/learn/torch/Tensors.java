package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers of Java as tensors, and arithmetic with them: the only class that hands numbers to the engine.
 *
 * <p>DJL 0.36 makes a tensor of Java's numbers without copying them: the tensor is a view of a direct buffer that Java frees when the
 * NDArray is closed and the collector runs. DJL's operations with a {@link Number}, such as {@code x.mul(2)}, close their NDArray at
 * once; but PyTorch keeps the tensor for the gradient, which then is computed from memory that is no longer the tensor's. So numbers are
 * copied here into memory that PyTorch owns, and frees after its last use.
 */
final class Tensors {
    private Tensors() {}

    static NDArray of(float[] values, Shape shape, NDManager manager) {
        try (NDArray view = manager.create(values, shape)) {
            return view.duplicate();
        }
    }

    static NDArray of(float[] values, NDManager manager) {
        return of(values, new Shape(values.length), manager);
    }

    static NDArray of(long[] values, Shape shape, NDManager manager) {
        try (NDArray view = manager.create(values, shape)) {
            return view.duplicate();
        }
    }

    static NDArray of(long[] values, NDManager manager) {
        return of(values, new Shape(values.length), manager);
    }

    private static NDArray of(double number, NDArray like) {
        return like.getManager().full(new Shape(), (float) number, DataType.FLOAT32);
    }

    static NDArray plus(NDArray x, double number) {
        try (NDArray other = of(number, x)) {
            return x.add(other);
        }
    }

    static NDArray times(NDArray x, double number) {
        try (NDArray other = of(number, x)) {
            return x.mul(other);
        }
    }

    static NDArray over(NDArray x, double number) {
        try (NDArray other = of(number, x)) {
            return x.div(other);
        }
    }

    /** One minus each value. */
    static NDArray complement(NDArray x) {
        try (NDArray one = of(1, x)) {
            return one.sub(x);
        }
    }

    static NDArray clip(NDArray x, double least, double most) {
        try (NDArray low = of(least, x);
                NDArray high = of(most, x);
                NDArray raised = x.maximum(low)) {
            return raised.minimum(high);
        }
    }

    /** Multiplies each value where it stands. @return x */
    static NDArray scale(NDArray x, double number) {
        try (NDArray other = of(number, x)) {
            return x.muli(other);
        }
    }
}
