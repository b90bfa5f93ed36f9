package dev.copra.format.openimages;

import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file from any place on. What is read one after the other is read from the disk once. */
final class PlacedLines implements Closeable {
    /** Longer lines are none of a table. */
    private static final int LONGEST = 1 << 24;

    private final String name;
    private final FileChannel channel;
    private byte[] window = new byte[1 << 16];
    private long start;
    private int limit;

    PlacedLines(Path file) throws IOException {
        name = file.toString();
        channel = Input.file(file).channel();
    }

    /** The line that starts at an offset, with its line feed if it has one; null behind the last line. */
    byte[] at(long offset) throws IOException {
        int from = (int) Math.min(Integer.MAX_VALUE, offset - start);
        if (offset < start || from >= limit) {
            fill(offset);
            from = 0;
        }
        int end = end(from);
        while (end < 0 && !isAtEnd()) {
            if (from == 0) {
                if (window.length >= LONGEST) {
                    throw new FileSystemException(name, null, "a line is longer than 16 MiB, so this is no table");
                }
                window = new byte[2 * window.length];
            }
            fill(offset);
            from = 0;
            end = end(from);
        }
        int to = end < 0 ? limit : end + 1;
        return from < to ? Arrays.copyOfRange(window, from, to) : null;
    }

    private int end(int from) {
        for (int i = from; i < limit; i++) {
            if (window[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean isAtEnd() throws IOException {
        return start + limit >= channel.size();
    }

    private void fill(long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(window);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, offset + buffer.position());
        }
        start = offset;
        limit = buffer.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
