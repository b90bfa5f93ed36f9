package dev.copra.learn.torch;

import dev.copra.model.tensor.HalfFloat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model (onnx.proto3) as its bytes, and what of them a network is made from. What is written is the same file with other
 * weights and metadata: no other byte changes, so whatever runs the one runs the other.
 *
 * @param nodes in an order in which they can be computed
 * @param initializers weights and constants, by name
 */
record OnnxFile(
        byte[] bytes,
        List<Node> nodes,
        Map<String, Constant> initializers,
        List<String> outputs,
        Map<String, String> metadata) {
    // field numbers of onnx.proto3
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_METADATA = 14;

    /** @param attributes numbers, lists of them (long[]), texts and tensors ({@link Constant}) by name */
    record Node(String operator, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        long number(String name, long otherwise) {
            return attributes.get(name) instanceof Long number ? number : otherwise;
        }

        long[] numbers(String name) {
            return attributes.get(name) instanceof long[] numbers ? numbers : new long[0];
        }

        String text(String name, String otherwise) {
            return attributes.get(name) instanceof String text ? text : otherwise;
        }
    }

    /**
     * A tensor in the file.
     *
     * @param type of onnx.proto3
     * @param data row-major, little-endian
     */
    record Constant(long[] shape, int type, Protobuf data) {
        static final int FLOAT = 1;
        static final int INT64 = 7;
        static final int HALF = 10;

        /** Whether there are as many values as the shape says; of types that are not read this is not known. */
        private boolean isWhole() {
            long rest = data.to() - data.from();
            int size = type == FLOAT ? Float.BYTES : type == HALF ? Short.BYTES : Long.BYTES;
            if (!isReal() && type != INT64) {
                return true;
            }
            long count = 1;
            for (long side : shape) {
                // no more than the bytes that there are, so this does not overflow
                if (side < 0 || side > rest) {
                    return false;
                }
                count = Math.min(count * side, rest + 1);
            }
            return count * size == rest;
        }

        /** Whether the values are fractions, as weights are. */
        boolean isReal() {
            return type == FLOAT || type == HALF;
        }

        float[] floats() {
            ByteBuffer values = data.buffer();
            float[] floats = new float[values.remaining() / (type == FLOAT ? Float.BYTES : Short.BYTES)];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = type == FLOAT ? values.getFloat() : HalfFloat.toFloat(values.getShort());
            }
            return floats;
        }

        long[] longs() {
            long[] longs = new long[data.buffer().remaining() / Long.BYTES];
            data.buffer().asLongBuffer().get(longs);
            return longs;
        }

        private void put(FloatBuffer values, ByteBuffer out) {
            while (values.hasRemaining()) {
                if (type == FLOAT) {
                    out.putFloat(values.get());
                } else {
                    out.putShort(HalfFloat.of(values.get()));
                }
            }
        }
    }

    /** @throws IOException if the bytes are no ONNX model, or one that keeps its weights elsewhere */
    static OnnxFile read(byte[] bytes) throws IOException {
        OnnxFile file =
                new OnnxFile(bytes, new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
        Protobuf.of(bytes).read(field -> {
            if (field.tag() == MODEL_GRAPH) {
                file.readGraph(field.message());
            } else if (field.tag() == MODEL_METADATA) {
                String[] entry = entry(field.message());
                file.metadata.put(entry[0], entry[1]);
            }
        });
        return file;
    }

    private void readGraph(Protobuf graph) throws IOException {
        graph.read(field -> {
            switch (field.tag()) {
                case 1 -> nodes.add(node(field.message()));
                case 5 -> initializer(field.message());
                case 12 -> outputs.add(firstText(field.message()));
                default -> {}
            }
        });
    }

    private static Node node(Protobuf message) throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String[] operator = {""};
        Map<String, Object> attributes = new HashMap<>();
        message.read(field -> {
            switch (field.tag()) {
                case 1 -> inputs.add(field.text());
                case 2 -> outputs.add(field.text());
                case 4 -> operator[0] = field.text();
                case 5 -> attribute(field.message(), attributes);
                default -> {}
            }
        });
        return new Node(operator[0], inputs, outputs, attributes);
    }

    private static void attribute(Protobuf message, Map<String, Object> attributes) throws IOException {
        List<Long> numbers = new ArrayList<>();
        Object[] value = {null};
        message.read(field -> {
            switch (field.tag()) {
                case 2 -> value[0] = Float.intBitsToFloat((int) field.number());
                case 3 -> value[0] = field.number();
                case 4 -> value[0] = field.text();
                case 5 -> value[0] = tensor(field.message(), new String[1]);
                case 8 -> {
                    for (long each : field.numbers()) {
                        numbers.add(each);
                    }
                }
                default -> {}
            }
        });
        attributes.put(
                firstText(message),
                numbers.isEmpty()
                        ? value[0]
                        : numbers.stream().mapToLong(n -> n).toArray());
    }

    private void initializer(Protobuf message) throws IOException {
        String[] name = {""};
        Constant tensor = tensor(message, name);
        initializers.put(name[0], tensor);
    }

    private static Constant tensor(Protobuf message, String[] name) throws IOException {
        List<Long> shape = new ArrayList<>();
        int[] type = {0};
        Protobuf[] data = {null};
        message.read(field -> {
            switch (field.tag()) {
                case 1 -> {
                    for (long side : field.numbers()) {
                        shape.add(side);
                    }
                }
                case 2 -> type[0] = (int) field.number();
                case 8 -> name[0] = field.text();
                case 9 -> data[0] = field.message();
                default -> {}
            }
        });
        if (data[0] == null) {
            throw new IOException("the weights of " + name[0] + " are not in the file as raw data");
        }
        Constant constant = new Constant(shape.stream().mapToLong(n -> n).toArray(), type[0], data[0]);
        if (!constant.isWhole()) {
            throw new IOException("the weights of " + name[0] + " are not as many as their shape says");
        }
        return constant;
    }

    private static String firstText(Protobuf message) throws IOException {
        String[] text = {""};
        message.read(field -> {
            if (field.tag() == 1 && field.part() != null) {
                text[0] = field.text();
            }
        });
        return text[0];
    }

    private static String[] entry(Protobuf message) throws IOException {
        String[] entry = {"", ""};
        message.read(field -> entry[field.tag() == 1 ? 0 : 1] = field.text());
        return entry;
    }

    /**
     * The same model with other weights and metadata.
     *
     * @param weights for some initialisers, by name, row-major
     * @param more metadata that is added, or takes the place of what has its key
     */
    byte[] with(Map<String, float[]> weights, Map<String, String> more) throws IOException {
        byte[] changed = bytes.clone();
        weights.forEach((name, values) -> {
            Protobuf place = initializers.get(name).data();
            initializers
                    .get(name)
                    .put(FloatBuffer.wrap(values), new Protobuf(changed, place.from(), place.to()).buffer());
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream(changed.length + 4096);
        Protobuf.of(changed).read(field -> {
            boolean replaced = field.tag() == MODEL_METADATA && more.containsKey(entry(field.message())[0]);
            if (!replaced) {
                out.write(changed, field.start(), field.end() - field.start());
            }
        });
        for (Map.Entry<String, String> entry : more.entrySet()) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            Protobuf.write(message, 1, entry.getKey().getBytes(StandardCharsets.UTF_8));
            Protobuf.write(message, 2, entry.getValue().getBytes(StandardCharsets.UTF_8));
            Protobuf.write(out, MODEL_METADATA, message.toByteArray());
        }
        return out.toByteArray();
    }
}
