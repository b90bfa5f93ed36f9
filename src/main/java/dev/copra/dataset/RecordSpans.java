package dev.copra.dataset;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Section;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Where the records of a list lie in a document, 24 bytes each. */
final class RecordSpans {
    private final Section section;
    private final FileChannel channel;
    private long[] offsets = new long[64];
    private int[] lengths = new int[64];
    private int[] lines = new int[64];
    private int[] columns = new int[64];
    private int[] indices = new int[64];
    private int size;

    /** @param channel the document, unpacked */
    RecordSpans(Section section, FileChannel channel) {
        this.section = section;
        this.channel = channel;
    }

    int size() {
        return size;
    }

    /**
     * Notes a record.
     *
     * @param at its number, in the place of another one or the next
     * @throws ArithmeticException if the list has more than 2^31 - 1 records
     */
    void set(int at, CocoRecord record) {
        if (at == offsets.length) {
            int capacity = 2 * at;
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            lines = Arrays.copyOf(lines, capacity);
            columns = Arrays.copyOf(columns, capacity);
            indices = Arrays.copyOf(indices, capacity);
        }
        offsets[at] = record.offset();
        lengths[at] = record.length();
        lines[at] = (int) Math.min(Integer.MAX_VALUE, record.line());
        columns[at] = (int) Math.min(Integer.MAX_VALUE, record.column());
        indices[at] = Math.toIntExact(record.index());
        size = Math.max(size, at + 1);
    }

    /** Reads a record again, by its number. */
    CocoRecord read(int at) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(lengths[at]);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offsets[at] + buffer.position()) < 0) {
                throw new EOFException("the file has become shorter while it was read");
            }
        }
        return CocoRecord.again(buffer.array(), section, indices[at], lines[at], columns[at]);
    }
}
