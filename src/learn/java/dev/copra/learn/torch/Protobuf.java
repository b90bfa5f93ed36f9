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

    private static final String NO_MESSAGE = "not a protobuf message";
    private static final long MOST_FIELDS = 1 << 29;

    /** Told of each field of a message, in its order. */
    interface Fields {
        void field(Field field) throws IOException;
    }

    /**
     * A field of a message, whose type is the writer's.
     *
     * @param tag its number in the message's definition
     * @param start index in the file at which it begins, with its tag
     * @param end index behind it
     * @param number the value if it has no length; bits of a float or double
     * @param part the value if it has a length, else null
     */
    record Field(int tag, int start, int end, long number, Protobuf part) {
        /** The value, which is to have a length. @throws IOException if it has none */
        Protobuf message() throws IOException {
            if (part == null) {
                throw new IOException("not an ONNX model: field " + tag + " of a message is a number");
            }
            return part;
        }

        /** The value as a text. @throws IOException if it is a number */
        String text() throws IOException {
            return message().text();
        }

        /** The value as numbers, of which there are several if they are packed. */
        long[] numbers() throws IOException {
            return part == null ? new long[] {number} : part.varints();
        }
    }

    static Protobuf of(byte[] bytes) {
        return new Protobuf(bytes, 0, bytes.length);
    }

    void read(Fields fields) throws IOException {
        int[] at = {from};
        while (at[0] < to) {
            int start = at[0];
            long key = varint(at);
            long tag = key >>> 3;
            if (tag == 0 || tag >= MOST_FIELDS) {
                throw new IOException(NO_MESSAGE);
            }
            long number = 0;
            Protobuf part = null;
            switch ((int) (key & 7)) {
                case VARINT -> number = varint(at);
                case FIXED64 -> number = part(at, Long.BYTES).buffer().getLong();
                case FIXED32 -> number = part(at, Integer.BYTES).buffer().getInt();
                case LENGTH -> part = part(at, varint(at));
                default -> throw new IOException(NO_MESSAGE);
            }
            fields.field(new Field((int) tag, start, at[0], number, part));
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

    private Protobuf part(int[] at, long length) throws IOException {
        if (length < 0 || length > to - at[0]) {
            throw new IOException("a member is longer than its message");
        }
        at[0] += (int) length;
        return new Protobuf(bytes, at[0] - (int) length, at[0]);
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
