package dev.copra.box2mask.learned;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes a numpy array row by row: the .npy format, version 1.0 (numpy.lib.format). The header, which states the number of
 * rows, is written last, when it is known.
 */
final class NpyWriter implements AutoCloseable {
    private static final int HEADER = 128;

    private final FileChannel file;
    private final String type;
    private final int[] rowShape;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int rows;

    private NpyWriter(Path path, String type, int... rowShape) throws IOException {
        this.type = type;
        this.rowShape = rowShape;
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        file.position(HEADER);
    }

    /** An array of unsigned bytes, each row of the given shape. */
    static NpyWriter bytes(Path path, int... rowShape) throws IOException {
        return new NpyWriter(path, "|u1", rowShape);
    }

    /** A vector of 64-bit integers. */
    static NpyWriter longs(Path path) throws IOException {
        return new NpyWriter(path, "<i8");
    }

    /** Appends a row. */
    void write(ByteBuffer row) throws IOException {
        while (row.hasRemaining()) {
            file.write(row);
        }
        rows++;
    }

    /** Appends a number. */
    void write(long value) throws IOException {
        write(number.clear().putLong(value).flip());
    }

    /** How many rows were written. */
    int rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            String shape = Arrays.stream(rowShape).mapToObj(n -> n + ",").collect(Collectors.joining());
            String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + rows + "," + shape + "), }";
            ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
            header.put((byte) 1).put((byte) 0).putShort((short) (HEADER - 10));
            header.put(text.getBytes(StandardCharsets.US_ASCII));
            while (header.position() < HEADER - 1) {
                header.put((byte) ' ');
            }
            header.put((byte) '\n').flip();
            file.write(header, 0);
        }
    }
}
