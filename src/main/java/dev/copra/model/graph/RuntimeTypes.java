package dev.copra.model.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.copra.model.tensor.ElementType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runtime's types in Copra's terms. */
public final class RuntimeTypes {
    private RuntimeTypes() {}

    static ElementType of(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> ElementType.FLOAT;
            case DOUBLE -> ElementType.DOUBLE;
            case FLOAT16 -> ElementType.FLOAT16;
            case UINT8 -> ElementType.UINT8;
            case INT8 -> ElementType.INT8;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case BOOL -> ElementType.BOOL;
            case INT16, STRING, BFLOAT16, UNKNOWN -> ElementType.OTHER;
        };
    }

    /** What the runtime says of a model's inputs or outputs, in its order. */
    static Map<String, Port> ports(Map<String, NodeInfo> nodes) {
        Map<String, Port> ports = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo info) {
                List<Long> shape = Arrays.stream(info.getShape()).boxed().toList();
                ports.put(name, new Port(name, of(info.type), shape));
            } else {
                ports.put(name, new Port(name, ElementType.OTHER, List.of()));
            }
        });
        return Collections.unmodifiableMap(ports);
    }
}
