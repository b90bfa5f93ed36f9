package dev.copra.model.instance;

import dev.copra.model.graph.GraphOperators;
import java.nio.charset.StandardCharsets;

/** Gives bytes to what reads of a model before, or without, ONNX Runtime: its graph, and what is in its metadata. */
public final class NetworkBytes {
    private NetworkBytes() {}

    /** Reads bytes as an ONNX file, and as the texts that metadata have. */
    public static void read(byte[] bytes) {
        GraphOperators.of(bytes);
        PythonDictionary.names(new String(bytes, StandardCharsets.UTF_8));
    }
}
