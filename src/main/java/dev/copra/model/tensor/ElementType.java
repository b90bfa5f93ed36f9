package dev.copra.model.tensor;

import java.util.Locale;

/** Types of a tensor's elements, those of ONNX that segmentation models use. */
public enum ElementType {
    /** IEEE 754 single precision. */
    FLOAT(4),
    /** IEEE 754 double precision. */
    DOUBLE(8),
    /** IEEE 754 half precision. */
    FLOAT16(2),
    /** Whole numbers from 0 to 255. */
    UINT8(1),
    /** Whole numbers from -128 to 127. */
    INT8(1),
    /** Whole numbers of 32 bits, with a sign. */
    INT32(4),
    /** Whole numbers of 64 bits, with a sign. */
    INT64(8),
    /** A byte that is 0 or 1. */
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

    /** Whether elements are whole numbers that Copra reads; {@link #BOOL} is none. */
    public boolean isInteger() {
        return this == UINT8 || this == INT8 || this == INT32 || this == INT64;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
