package dev.copra.dataset.merge;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a document by offset, fast where they are asked for in order. */
final class MergeBytes {
    private static final String SHORTER = "the file has become shorter while it was read";
    /** What is so near behind what was read last is read in order. */
    private static final int NEAR = 4096;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17).limit(0);
    private long start;
    /** Where reading goes on if it is in order. */
    private long expected;

    MergeBytes(FileChannel channel) {
        this.channel = channel;
    }

    /** The bytes from one offset to another. */
    byte[] read(long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        boolean inOrder = from >= expected && from <= expected + NEAR;
        expected = to;
        if (!inOrder && (from < start || to > start + buffer.limit())) {
            readAlone(bytes, from);
            return bytes;
        }
        int done = 0;
        while (done < bytes.length) {
            int count = Math.min(available(from + done), bytes.length - done);
            buffer.get((int) (from + done - start), bytes, done, count);
            done += count;
        }
        return bytes;
    }

    /** Reads what is far from what was read last, alone: perhaps what follows it will not be asked for. */
    private void readAlone(byte[] bytes, long from) throws IOException {
        ByteBuffer alone = ByteBuffer.wrap(bytes);
        while (alone.hasRemaining()) {
            if (channel.read(alone, from + alone.position()) < 0) {
                throw new EOFException(SHORTER);
            }
        }
    }

    /** Writes the bytes from one offset to another. */
    void copy(long from, long to, OutputStream out) throws IOException {
        for (long at = from; at < to; ) {
            int count = (int) Math.min(available(at), to - at);
            out.write(buffer.array(), (int) (at - start), count);
            at += count;
        }
    }

    /** How many bytes are in memory from an offset on; at least one. */
    private int available(long at) throws IOException {
        if (at < start || at >= start + buffer.limit()) {
            buffer.clear();
            start = at;
            int count = channel.read(buffer, at);
            if (count <= 0) {
                buffer.limit(0);
                throw new EOFException(SHORTER);
            }
            buffer.flip();
        }
        return (int) (start + buffer.limit() - at);
    }
}
