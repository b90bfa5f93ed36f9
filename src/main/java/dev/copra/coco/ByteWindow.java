package dev.copra.coco;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The part of a stream that is in memory. What has been read past is written on to {@link #copy}, except where somebody
 * writes something else in its place.
 *
 * <p>The fields are open to the room because {@link JsonScanner}'s loops run on them.
 */
final class ByteWindow {
    private static final int INITIAL = 1 << 18;
    /** A record may not be longer than this; a million points take 15 MB. */
    private static final int MAX_RECORD = 1 << 26;

    /** What must stay in memory does not fit into it. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("a record is longer than " + MAX_RECORD + " bytes");
        }
    }

    private InputStream in;
    private final OutputStream copy;

    /** What is in memory; the byte at the limit is 0, so that loops over digits end there by themselves. */
    byte[] bytes;

    int position;
    int limit;
    /** First byte that must stay in memory (start of the record being read), or -1. */
    int mark = -1;
    /** Offset in the stream of {@code bytes[0]}. */
    long base;

    private int copied;

    /** @param copy receives all bytes, or null */
    ByteWindow(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
        bytes = new byte[INITIAL];
    }

    /** A window over bytes that are in memory already. */
    ByteWindow(byte[] bytes) {
        this(bytes, null);
    }

    /** @param copy receives all bytes, or null */
    ByteWindow(byte[] bytes, OutputStream copy) {
        this.in = InputStream.nullInputStream();
        this.copy = copy;
        this.bytes = Arrays.copyOf(bytes, bytes.length + 1);
        limit = bytes.length;
    }

    /** Reads more bytes behind the limit; indices into {@link #bytes} change unless a mark is set, then they move with it. */
    boolean fill() throws IOException {
        int keep = mark >= 0 ? mark : position;
        if (keep > 0 && (keep >= bytes.length >> 1 || limit == bytes.length - 1)) {
            copyUpTo(keep);
            System.arraycopy(bytes, keep, bytes, 0, limit - keep);
            position -= keep;
            limit -= keep;
            copied -= keep;
            base += keep;
            if (mark >= 0) {
                mark = 0;
            }
        }
        if (limit == bytes.length - 1) {
            if (bytes.length >= MAX_RECORD) {
                throw new TooLongException();
            }
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count = in.read(bytes, limit, bytes.length - 1 - limit);
        limit += Math.max(count, 0);
        bytes[limit] = 0;
        return count > 0;
    }

    /** Reads until that many bytes are in memory behind the position, or the stream ends. */
    void require(int count) throws IOException {
        while (limit - position < count && fill()) {}
    }

    /** Writes on what has been read but not copied, up to an index. */
    void copyUpTo(int index) throws IOException {
        if (copy != null && index > copied) {
            copy.write(bytes, copied, index - copied);
        }
        copied = Math.max(copied, index);
    }

    /** Leaves out what has been read but not copied, up to an index. */
    void dropUpTo(int index) {
        copied = index;
    }

    /** Copies up to {@code from}, then writes something else in place of what lies before {@code to}. */
    void replace(int from, int to, byte[] text) throws IOException {
        copyUpTo(from);
        if (copy != null) {
            copy.write(text, 0, text.length);
        }
        copied = to;
    }

    /** The stream that continues this window: what is in memory and not yet read, then the rest. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, position, limit - position), in);
    }

    /** Goes on reading from another stream, which must give the same bytes as {@link #rest}. */
    void continueFrom(InputStream same) {
        in = same;
        limit = position;
        bytes[limit] = 0;
    }
}
