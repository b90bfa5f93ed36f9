package dev.copra.model.graph;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which operator computes the values of each output: read from the file itself, as ONNX Runtime does not tell. Of
 * {@code onnx.proto3} only the nodes and the names of outputs are looked at; all else, the weights most of all, is passed
 * over without being read.
 */
public final class GraphOperators {
    // field numbers of onnx.proto3
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OPERATOR = 4;
    private static final int VALUE_NAME = 1;

    /** What changes where or how finely values are stated, but not what they are. */
    private static final Set<String> PASSING = Set.of(
            "Identity",
            "Cast",
            "Resize",
            "Upsample",
            "Reshape",
            "Squeeze",
            "Unsqueeze",
            "Flatten",
            "Transpose",
            "Slice",
            "Concat",
            "QuantizeLinear",
            "DequantizeLinear");

    private record Node(String operator, List<String> inputs) {}

    private final Map<String, Node> makers = new HashMap<>();
    private final List<String> outputs = new ArrayList<>();

    private GraphOperators() {}

    /** The operators by the outputs' names; none if the file cannot be read as ONNX. */
    static Map<String, String> of(Path model) {
        try (InputStream in = Files.newInputStream(model)) {
            return of(in, Files.size(model));
        } catch (IOException e) {
            // whoever runs the model will say what is wrong with it
            return Map.of();
        }
    }

    /** The operators by the outputs' names; none if the bytes are no ONNX. */
    public static Map<String, String> of(byte[] model) {
        try {
            return of(new ByteArrayInputStream(model), model.length);
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, String> of(InputStream in, long size) throws IOException {
        GraphOperators graph = new GraphOperators();
        new Message(new BufferedInputStream(in), size).read((field, part) -> {
            if (field == MODEL_GRAPH) {
                part.read(graph::member);
            }
        });
        Map<String, String> operators = new HashMap<>();
        for (String output : graph.outputs) {
            String operator = graph.behind(output);
            if (operator != null) {
                operators.put(output, operator);
            }
        }
        return operators;
    }

    private void member(int field, Message part) throws IOException {
        if (field == GRAPH_NODE) {
            node(part);
        } else if (field == GRAPH_OUTPUT) {
            part.read((number, value) -> {
                if (number == VALUE_NAME) {
                    outputs.add(value.text());
                }
            });
        }
    }

    private void node(Message part) throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> made = new ArrayList<>();
        String[] operator = {""};
        part.read((field, value) -> {
            switch (field) {
                case NODE_INPUT -> inputs.add(value.text());
                case NODE_OUTPUT -> made.add(value.text());
                case NODE_OPERATOR -> operator[0] = value.text();
                default -> value.skip();
            }
        });
        made.forEach(name -> makers.put(name, new Node(operator[0], inputs)));
    }

    private String behind(String output) {
        String name = output;
        // no path through a graph is longer than the graph
        for (int step = 0; step <= makers.size(); step++) {
            Node maker = makers.get(name);
            if (maker == null) {
                return null;
            }
            if (!PASSING.contains(maker.operator()) || maker.inputs().isEmpty()) {
                return maker.operator();
            }
            name = maker.inputs().get(0);
        }
        return null;
    }

    /** Told of the members that have a length. */
    private interface Members {
        void member(int field, Message part) throws IOException;
    }

    /** The part of a stream that one message takes. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int LENGTH = 2;
        private static final int FIXED32 = 5;
        /** Names are short; what is longer is no name. */
        private static final int LONGEST_TEXT = 1 << 16;

        private final InputStream in;
        private long rest;

        Message(InputStream in, long length) {
            this.in = in;
            rest = length;
        }

        void read(Members members) throws IOException {
            while (rest > 0) {
                long tag = varint();
                switch ((int) (tag & 7)) {
                    case VARINT -> varint();
                    case FIXED64 -> pass(Long.BYTES);
                    case FIXED32 -> pass(Integer.BYTES);
                    case LENGTH -> {
                        long length = varint();
                        if (length < 0 || length > rest) {
                            throw new IOException("a member is longer than its message");
                        }
                        rest -= length;
                        Message part = new Message(in, length);
                        members.member((int) (tag >>> 3), part);
                        part.skip();
                    }
                    default -> throw new IOException("not a protobuf message");
                }
            }
        }

        private long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                int next = in.read();
                rest--;
                if (next < 0 || rest < 0) {
                    throw new IOException("a number ends early");
                }
                value |= (long) (next & 0x7f) << shift;
                if (next < 0x80) {
                    return value;
                }
            }
            throw new IOException("a number is too long");
        }

        private void pass(long bytes) throws IOException {
            if (bytes > rest) {
                throw new IOException("a message ends early");
            }
            in.skipNBytes(bytes);
            rest -= bytes;
        }

        void skip() throws IOException {
            pass(rest);
        }

        String text() throws IOException {
            if (rest > LONGEST_TEXT) {
                throw new IOException("a name is too long");
            }
            byte[] bytes = in.readNBytes((int) rest);
            rest = 0;
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
