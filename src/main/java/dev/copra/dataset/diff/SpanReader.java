package dev.copra.dataset.diff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads spans of a file, some way ahead where one follows another. Not for several threads. */
final class SpanReader {
    private static final int AHEAD = 1 << 16;

    private final FileChannel channel;
    private final byte[] ahead = new byte[AHEAD];
    /** Offset in the file of the first byte that was read ahead, and how many there are. */
    private long from;

    private int held;
    /** Where the span before ended. */
    private long last;

    SpanReader(FileChannel channel) {
        this.channel = channel;
    }

    /** A copy of the bytes from an offset on. */
    byte[] read(long offset, int length) throws IOException {
        boolean follows = offset >= last && offset - last < AHEAD;
        last = offset + length;
        if (!holds(offset, length) && follows && length <= AHEAD) {
            from = offset;
            held = fill(ahead, offset, AHEAD);
        }
        if (holds(offset, length)) {
            int at = (int) (offset - from);
            return Arrays.copyOfRange(ahead, at, at + length);
        }
        byte[] bytes = new byte[length];
        if (fill(bytes, offset, length) < length) {
            throw new EOFException("the file has become shorter while it was read");
        }
        return bytes;
    }

    private boolean holds(long offset, int length) {
        return offset >= from && offset + length <= from + held;
    }

    /** @return how many bytes there were */
    private int fill(byte[] target, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, 0, length);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        return buffer.position();
    }
}
