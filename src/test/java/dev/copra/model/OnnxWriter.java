package dev.copra.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes small models for the tests: the few protobuf fields of {@code onnx.proto3} that they need, with the field
 * numbers that stand there.
 */
public final class OnnxWriter {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private int nodes;

    /** Declares an input; a negative dimension is open. */
    public OnnxWriter input(String name, int type, long... dims) {
        field(graph, 11, valueInfo(name, type, dims));
        return this;
    }

    /** Declares an output; a negative dimension is open. */
    public OnnxWriter output(String name, int type, long... dims) {
        field(graph, 12, valueInfo(name, type, dims));
        return this;
    }

    /** A constant of floats, in row-major order. */
    public OnnxWriter floats(String name, long[] dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return constant(name, FLOAT, dims, raw.array());
    }

    /** A constant of 64-bit integers, in row-major order. */
    public OnnxWriter longs(String name, long[] dims, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return constant(name, INT64, dims, raw.array());
    }

    /** A number. */
    public OnnxWriter scalar(String name, float value) {
        return floats(name, new long[0], value);
    }

    /** A whole number. */
    public OnnxWriter scalar(String name, long value) {
        return longs(name, new long[0], value);
    }

    /** A list of whole numbers, as shapes and axes are given. */
    public OnnxWriter list(String name, long... values) {
        return longs(name, new long[] {values.length}, values);
    }

    private OnnxWriter constant(String name, int type, long[] dims, byte[] raw) {
        ByteArrayOutputStream tensor = tensor(name, type, dims);
        field(tensor, 9, raw);
        field(graph, 5, tensor.toByteArray());
        return this;
    }

    /** A constant of floats that lie in a file beside the model (TensorProto.external_data = 13, data_location = 14). */
    public OnnxWriter external(String name, String file, long... dims) {
        ByteArrayOutputStream tensor = tensor(name, FLOAT, dims);
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        string(entry, 1, "location");
        string(entry, 2, file);
        field(tensor, 13, entry.toByteArray());
        varintField(tensor, 14, 1);
        field(graph, 5, tensor.toByteArray());
        return this;
    }

    private static ByteArrayOutputStream tensor(String name, int type, long[] dims) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long dim : dims) {
            varintField(tensor, 1, dim);
        }
        varintField(tensor, 2, type);
        string(tensor, 8, name);
        return tensor;
    }

    /**
     * An operation.
     *
     * @param inputs names with commas between them; an empty name leaves an optional input out
     * @param outputs names with commas between them
     * @param attributes name and value in turns: Long, Float, String or long[]
     */
    public OnnxWriter node(String operator, String inputs, String outputs, Object... attributes) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs.split(",", -1)) {
            string(node, 1, input.strip());
        }
        for (String output : outputs.split(",")) {
            string(node, 2, output.strip());
        }
        string(node, 3, operator + nodes++);
        string(node, 4, operator);
        for (int i = 0; i < attributes.length; i += 2) {
            field(node, 5, attribute((String) attributes[i], attributes[i + 1]));
        }
        field(graph, 1, node.toByteArray());
        return this;
    }

    private static byte[] attribute(String name, Object value) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        string(attribute, 1, name);
        int type;
        if (value instanceof Float f) {
            tag(attribute, 2, 5);
            attribute.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(f)
                    .array());
            type = 1;
        } else if (value instanceof Long l) {
            varintField(attribute, 3, l);
            type = 2;
        } else if (value instanceof String s) {
            string(attribute, 4, s);
            type = 3;
        } else {
            for (long l : (long[]) value) {
                varintField(attribute, 8, l);
            }
            type = 7;
        }
        varintField(attribute, 20, type);
        return attribute.toByteArray();
    }

    /** What exporters write beside the graph. */
    public OnnxWriter metadata(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            ByteArrayOutputStream property = new ByteArrayOutputStream();
            string(property, 1, key);
            string(property, 2, value);
            field(metadata, 14, property.toByteArray());
        });
        return this;
    }

    /** The model's bytes. */
    public byte[] build(String name, int opset) {
        string(graph, 2, name);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        varintField(model, 1, 8); // ir_version
        string(model, 2, "copra tests");
        field(model, 7, graph.toByteArray());
        ByteArrayOutputStream operators = new ByteArrayOutputStream();
        string(operators, 1, "");
        varintField(operators, 2, opset);
        field(model, 8, operators.toByteArray());
        model.writeBytes(metadata.toByteArray());
        return model.toByteArray();
    }

    private static byte[] valueInfo(String name, int type, long... dims) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (int i = 0; i < dims.length; i++) {
            ByteArrayOutputStream dim = new ByteArrayOutputStream();
            if (dims[i] < 0) {
                string(dim, 2, name + "_" + i);
            } else {
                varintField(dim, 1, dims[i]);
            }
            field(shape, 1, dim.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        varintField(tensor, 1, type);
        field(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream typeProto = new ByteArrayOutputStream();
        field(typeProto, 1, tensor.toByteArray());
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        string(info, 1, name);
        field(info, 2, typeProto.toByteArray());
        return info.toByteArray();
    }

    private static void tag(ByteArrayOutputStream out, int field, int wire) {
        varint(out, (long) field << 3 | wire);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void varintField(ByteArrayOutputStream out, int field, long value) {
        tag(out, field, 0);
        varint(out, value);
    }

    private static void field(ByteArrayOutputStream out, int field, byte[] bytes) {
        tag(out, field, 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void string(ByteArrayOutputStream out, int field, String text) {
        field(out, field, text.getBytes(StandardCharsets.UTF_8));
    }
}
