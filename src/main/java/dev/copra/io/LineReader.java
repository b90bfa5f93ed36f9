package dev.copra.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, in bounded memory. */
public final class LineReader {
    /** Of a longer line the rest is left out; {@code RleLines} refuses it. */
    public static final int LONGEST = 1 << 26;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    /** Reads the lines of a stream. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its line feed, cut at {@link #LONGEST} + 1 bytes; null at the end. */
    public byte[] next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        byte[] line = new byte[0];
        int size = 0;
        while (true) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int count = Math.min(end - position, LONGEST + 1 - size);
            if (size + count > line.length) {
                line = Arrays.copyOf(line, end < limit ? size + count : Math.max(size + count, 2 * line.length));
            }
            System.arraycopy(buffer, position, line, size, count);
            size += count;
            position = end;
            if (end < limit) {
                position++;
                break;
            }
            if (!fill()) {
                break;
            }
        }
        return size == line.length ? line : Arrays.copyOf(line, size);
    }

    /** Whether reading on would not wait. */
    public boolean isReady() throws IOException {
        return position < limit || in.available() > 0;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(in.read(buffer), 0);
        return limit > 0;
    }
}
