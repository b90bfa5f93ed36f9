package dev.copra.learn.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message in protobuf's wire format, as a window upon the bytes of a file. */
record Protobuf(byte[] bytes, int from, int to) {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    /** Told of each field of a message, in its order. */
    interface Fields {
        /**
         * @param start where the field begins, with its tag
         * @param number the value of a number that has no length; bits of a float or double
         * @param part the value of a field that has a length, else null
         */
        void field(int field, int start, long number, Protobuf part) throws IOException;
    }

    static Protobuf of(byte[] bytes) {
        return new Protobuf(bytes, 0, bytes.length);
    }

    void read(Fields fields) throws IOException {
        int[] at = {from};
        while (at[0] < to) {
            int start = at[0];
            long tag = varint(at);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case VARINT -> fields.field(field, start, varint(at), null);
                case FIXED64 ->
                    fields.field(field, start, buffer(at, Long.BYTES).getLong(), null);
                case FIXED32 ->
                    fields.field(field, start, buffer(at, Integer.BYTES).getInt(), null);
                case LENGTH -> {
                    int length = checked(varint(at), at[0]);
                    at[0] += length;
                    fields.field(field, start, 0, new Protobuf(bytes, at[0] - length, at[0]));
                }
                default -> throw new IOException("not a protobuf message");
            }
        }
    }

    /** The numbers of a packed field. */
    long[] varints() throws IOException {
        int[] at = {from};
        long[] numbers = new long[to - from];
        int count = 0;
        while (at[0] < to) {
            numbers[count++] = varint(at);
        }
        return java.util.Arrays.copyOf(numbers, count);
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The bytes of the value, little-endian. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, from, to - from).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Appends a field that has a length. */
    static void write(ByteArrayOutputStream out, int field, byte[] value) {
        number(out, (long) field << 3 | LENGTH);
        number(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private ByteBuffer buffer(int[] at, int length) throws IOException {
        at[0] += checked(length, at[0]);
        return ByteBuffer.wrap(bytes, at[0] - length, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int checked(long length, int at) throws IOException {
        if (length < 0 || length > to - at) {
            throw new IOException("a member is longer than its message");
        }
        return (int) length;
    }

    private long varint(int[] at) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at[0] < to; shift += 7) {
            byte next = bytes[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number ends early");
    }
}
