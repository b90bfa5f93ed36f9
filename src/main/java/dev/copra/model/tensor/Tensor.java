package dev.copra.model.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Numbers in a box: what goes into a model and comes out of it. Elements are in row-major (C) order, the last dimension
 * running fastest, in the machine's byte order. Not thread-safe while it is written.
 */
public final class Tensor {
    private final ElementType type;
    private final long[] shape;
    /** At least as large as the elements need. */
    private final ByteBuffer bytes;

    private Tensor(ElementType type, long[] shape, ByteBuffer bytes) {
        this.type = type;
        this.shape = shape;
        this.bytes = bytes;
    }

    /** A tensor of zeros, outside of the heap: the runtime reads it where it lies. */
    public static Tensor allocate(ElementType type, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(bytes(type, shape));
        return new Tensor(type, shape.clone(), bytes.order(ByteOrder.nativeOrder()));
    }

    /** A tensor of the given values, each converted to the type. */
    public static Tensor of(ElementType type, long[] shape, double... values) {
        Tensor tensor = allocate(type, shape);
        if (values.length != tensor.size()) {
            throw new IllegalArgumentException(values.length + " values for the shape " + Arrays.toString(shape));
        }
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, values[i]);
        }
        return tensor;
    }

    /** A tensor of floats with the given values. */
    public static Tensor of(long[] shape, float[] values) {
        Tensor tensor = allocate(ElementType.FLOAT, shape);
        tensor.floatBuffer().put(values);
        return tensor;
    }

    /** A tensor over bytes that are there already; they are not copied. */
    public static Tensor over(ElementType type, long[] shape, ByteBuffer bytes) {
        return new Tensor(type, shape.clone(), bytes.order(ByteOrder.nativeOrder()));
    }

    /** How many bytes the elements take. */
    static int bytes(ElementType type, long[] shape) {
        return Math.multiplyExact(Math.toIntExact(count(shape)), type.bytes());
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long dim : shape) {
            count = Math.multiplyExact(count, dim);
        }
        return count;
    }

    /** What its elements are. */
    public ElementType type() {
        return type;
    }

    /** The dimensions; empty for a scalar. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many dimensions it has; 0 for a scalar. */
    public int rank() {
        return shape.length;
    }

    /** A dimension, from 0, or from -1 for the last. */
    public int dim(int axis) {
        return Math.toIntExact(shape[axis < 0 ? shape.length + axis : axis]);
    }

    /** How many elements there are. */
    public int size() {
        return (int) count(shape);
    }

    /** The same elements with other dimensions. */
    public Tensor reshape(long... dims) {
        if (count(dims) != count(shape)) {
            throw new IllegalArgumentException(Arrays.toString(shape) + " cannot become " + Arrays.toString(dims));
        }
        return new Tensor(type, dims.clone(), bytes);
    }

    /** The same elements without a first dimension of 1. */
    public Tensor withoutBatch() {
        return reshape(Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** Where the elements lie; may be larger than they are. */
    ByteBuffer memory() {
        return bytes;
    }

    /** The elements' bytes, from 0 to the end, in the machine's order; writing to it writes to the tensor. */
    public ByteBuffer bytes() {
        return bytes.duplicate().clear().limit(size() * type.bytes()).order(ByteOrder.nativeOrder());
    }

    /** The elements of a tensor of {@link ElementType#FLOAT}; writing to it writes to the tensor. */
    public FloatBuffer floatBuffer() {
        if (type != ElementType.FLOAT) {
            throw new IllegalStateException("a tensor of " + type + " is not one of float");
        }
        return bytes().asFloatBuffer();
    }

    /** All elements as floats; true is 1. */
    public float[] floats() {
        return floats(0, size());
    }

    /** Some elements as floats; true is 1. */
    public float[] floats(int from, int count) {
        float[] values = new float[count];
        if (type == ElementType.FLOAT) {
            floatBuffer().get(from, values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = (float) get(from + i);
            }
        }
        return values;
    }

    /** An element, by its position in row-major order; true is 1. */
    public double get(int at) {
        return switch (type) {
            case FLOAT -> bytes.getFloat(4 * at);
            case DOUBLE -> bytes.getDouble(8 * at);
            case FLOAT16 -> HalfFloat.toFloat(bytes.getShort(2 * at));
            case UINT8, BOOL -> bytes.get(at) & 0xff;
            case INT8 -> bytes.get(at);
            case INT32 -> bytes.getInt(4 * at);
            case INT64 -> bytes.getLong(8 * at);
            case OTHER -> throw new IllegalStateException("elements that are no numbers");
        };
    }

    /** Sets an element, converted to the type. */
    public void set(int at, double value) {
        switch (type) {
            case FLOAT -> bytes.putFloat(4 * at, (float) value);
            case DOUBLE -> bytes.putDouble(8 * at, value);
            case FLOAT16 -> bytes.putShort(2 * at, HalfFloat.of((float) value));
            case UINT8, INT8 -> bytes.put(at, (byte) value);
            case BOOL -> bytes.put(at, (byte) (value != 0 ? 1 : 0));
            case INT32 -> bytes.putInt(4 * at, (int) value);
            case INT64 -> bytes.putLong(8 * at, (long) value);
            case OTHER -> throw new IllegalStateException("elements that are no numbers");
        }
    }

    /** This tensor if it has the type, else a converted copy. */
    public Tensor as(ElementType other) {
        if (type == other) {
            return this;
        }
        Tensor copy = allocate(other, shape);
        for (int i = 0, size = size(); i < size; i++) {
            copy.set(i, get(i));
        }
        return copy;
    }
}
