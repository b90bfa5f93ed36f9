package dev.copra.json;

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
 * <p>The fields are open to the package because {@link JsonScanner}'s loops run on them; others use the methods.
 */
public final class ByteWindow {
    private static final int INITIAL = 1 << 18;
    /** A record may not be longer than this; a million points take 15 MB. */
    private static final int MAX_RECORD = 1 << 26;

    /** What must stay in memory does not fit into it. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("a record is longer than " + MAX_RECORD + " bytes");
        }
    }

    /** What follows in the stream, or null if all of it is in memory. */
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
    public ByteWindow(InputStream in, OutputStream copy) {
        this.in = in;
        this.copy = copy;
        bytes = new byte[INITIAL];
    }

    /** A window over bytes that are in memory already, which are copied. */
    public ByteWindow(byte[] bytes) {
        this(Arrays.copyOf(bytes, bytes.length + 1), bytes.length);
    }

    /**
     * A window over bytes that are in memory already, and nothing behind them: they stay where they are.
     *
     * @param limit how many of the array's bytes there are; behind them one byte is made 0
     */
    public ByteWindow(byte[] bytes, int limit) {
        in = null;
        copy = null;
        hold(bytes, limit, 0);
    }

    /**
     * Goes to bytes that were read from the stream elsewhere, and stand behind all that this window has read and copied.
     *
     * @param limit how many of the array's bytes there are; behind them one byte is made 0
     * @param offset of the first one in the stream
     */
    public void hold(byte[] bytes, int limit, long offset) {
        this.bytes = bytes;
        this.limit = limit;
        bytes[limit] = 0;
        base = offset;
        position = 0;
        copied = 0;
        mark = -1;
    }

    /** What is in memory: valid from {@link #mark} to the limit, until the window is filled again. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index in {@link #bytes} of the next byte to be read. */
    public int position() {
        return position;
    }

    /** Offset in the stream of the next byte to be read. */
    public long offset() {
        return base + position;
    }

    /** Goes to an index in {@link #bytes}, not before the mark. */
    public void seek(int index) {
        position = index;
    }

    /** A byte some places on, unread, or -1 behind the end. */
    int ahead(int places) throws IOException {
        int before = mark;
        mark = before < 0 ? position : before;
        try {
            while (position + places >= limit) {
                if (!fill()) {
                    return -1;
                }
            }
            return bytes[position + places] & 0xFF;
        } finally {
            mark = before;
        }
    }

    /** Passes over one byte. */
    public void skip() {
        position++;
    }

    /** Index of the first byte that must stay in memory, or -1. */
    public int mark() {
        return mark;
    }

    /** Keeps all bytes from here on in memory. */
    public void setMark() {
        mark = position;
    }

    /** Keeps nothing that has been read. */
    public void clearMark() {
        mark = -1;
    }

    /** Reads more bytes behind the limit; indices into {@link #bytes} change unless a mark is set, then they move with it. */
    public boolean fill() throws IOException {
        if (in == null) {
            return false;
        }
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
    public void require(int count) throws IOException {
        while (limit - position < count && fill()) {}
    }

    /** Writes on what has been read but not copied, up to an index. */
    public void copyUpTo(int index) throws IOException {
        if (copy != null && index > copied) {
            copy.write(bytes, copied, index - copied);
        }
        copied = Math.max(copied, index);
    }

    /** Leaves out what has been read but not copied, up to an index. */
    public void dropUpTo(int index) {
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

    /** Copies up to {@code from}, then writes a part of a text in place of what lies before {@code to}. */
    public void replace(int from, int to, JsonText text, int textFrom, int textTo) throws IOException {
        copyUpTo(from);
        if (copy != null) {
            text.writeTo(copy, textFrom, textTo);
        }
        copied = to;
    }

    /** The stream that continues this window: what is in memory and not yet read, then the rest. */
    public InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, position, limit - position), in);
    }

    /** Goes on reading, behind the position, from another stream, which must give the same bytes as {@link #rest}. */
    public void continueFrom(InputStream same) {
        in = same;
        limit = position;
        bytes[limit] = 0;
    }
}
