package dev.copra.model.graph;

import dev.copra.model.tensor.ElementType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output that a model declares.
 *
 * @param name its name
 * @param type of its elements
 * @param shape its dimensions, -1 where the model leaves one open; empty for a scalar
 */
public record Port(String name, ElementType type, List<Long> shape) {
    /** A dimension that the model leaves open. */
    public static final long OPEN = -1;

    /** Keeps a copy of the shape. */
    public Port {
        shape = List.copyOf(shape);
    }

    /** How many dimensions it has; 0 for a scalar. */
    public int rank() {
        return shape.size();
    }

    /** A dimension, from 0, or from -1 for the last. */
    public long dim(int axis) {
        return shape.get(axis < 0 ? shape.size() + axis : axis);
    }

    /** Whether the shape may be this one; -1 on either side may be anything. */
    public boolean fits(long... dims) {
        if (dims.length != shape.size()) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] >= 0 && shape.get(i) >= 0 && dims[i] != shape.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code masks float [1, 1, ?, ?]}. */
    @Override
    public String toString() {
        return name + " " + type + " "
                + shape.stream().map(d -> d < 0 ? "?" : d.toString()).collect(Collectors.joining(", ", "[", "]"));
    }
}
