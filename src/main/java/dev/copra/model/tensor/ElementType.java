package dev.copra.model.tensor;

import java.util.Locale;

/** Types of a tensor's elements, those of ONNX that segmentation models use. */
public enum ElementType {
    FLOAT(4),
    DOUBLE(8),
    /** IEEE 754 half precision. */
    FLOAT16(2),
    UINT8(1),
    INT8(1),
    INT32(4),
    INT64(8),
    BOOL(1),
    /** Strings, bfloat16 and what else a model may have and Copra does not feed or read. */
    OTHER(0);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    public boolean isInteger() {
        return this == UINT8 || this == INT8 || this == INT32 || this == INT64;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
