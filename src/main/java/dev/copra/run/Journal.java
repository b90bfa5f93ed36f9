package dev.copra.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The results of the units that are done, on disk: whoever kills the run loses only the units at work. Opens with a
 * fingerprint of all that decides the results.
 *
 * <p>After the header come entries of unit, length, CRC-32C and bytes. A last entry that was cut short by a kill fails its
 * check and is written over. The unit is written as its complement if it failed, as then its result counts for this run only:
 * the one that resumes it tries again. Thread-safe.
 */
public final class Journal implements Closeable {
    private static final byte[] MAGIC = "copra journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY_HEADER = 12;
    private static final int MAX_ENTRY = 1 << 30;

    private final Path path;
    private final FileChannel channel;
    /** Where each unit's result starts in the file, or 0. */
    private final long[] offsets;

    private final int[] lengths;
    private long end;
    private int done;

    private Journal(Path path, FileChannel channel, int units) {
        this.path = path;
        this.channel = channel;
        offsets = new long[units];
        lengths = new int[units];
    }

    /** The journal of another run lies where this one's should. */
    public static final class OtherRunException extends IOException {
        private static final long serialVersionUID = 1L;

        OtherRunException(Path path) {
            super(path + " is the journal of a run with another input, other options or another version;"
                    + " delete it, or run without --resume");
        }
    }

    /**
     * Opens a journal.
     *
     * @param resume whether results that are there already are taken over; otherwise they are thrown away
     * @throws OtherRunException if the file there has another fingerprint and was to be resumed
     */
    public static Journal open(Path path, String fingerprint, int units, boolean resume) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            Journal journal = new Journal(path, channel, units);
            byte[] header = header(fingerprint);
            if (resume && channel.size() > 0) {
                journal.readHeader(header);
                journal.readEntries(header.length);
            } else {
                channel.truncate(0);
                journal.write(ByteBuffer.wrap(header), 0);
                journal.end = header.length;
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static byte[] header(String fingerprint) {
        byte[] text = (fingerprint + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] header = Arrays.copyOf(MAGIC, MAGIC.length + text.length);
        System.arraycopy(text, 0, header, MAGIC.length, text.length);
        return header;
    }

    private void readHeader(byte[] expected) throws IOException {
        byte[] found = read(0, (int) Math.min(expected.length, channel.size()));
        if (!Arrays.equals(found, expected)) {
            throw new OtherRunException(path);
        }
    }

    private void readEntries(long from) throws IOException {
        end = from;
        while (channel.size() - end >= ENTRY_HEADER) {
            ByteBuffer header = ByteBuffer.wrap(read(end, ENTRY_HEADER));
            int key = header.getInt();
            int unit = key < 0 ? ~key : key;
            int length = header.getInt();
            int check = header.getInt();
            if (unit >= offsets.length
                    || length < 0
                    || length > MAX_ENTRY
                    || channel.size() - end - ENTRY_HEADER < length
                    || check(key, read(end + ENTRY_HEADER, length)) != check) {
                break;
            }
            if (key < 0) {
                end += ENTRY_HEADER + length;
            } else {
                take(unit, length);
            }
        }
        channel.truncate(end);
    }

    private void take(int unit, int length) {
        done += offsets[unit] == 0 ? 1 : 0;
        offsets[unit] = end + ENTRY_HEADER;
        lengths[unit] = length;
        end += ENTRY_HEADER + length;
    }

    private static int check(int key, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** How many units are done. */
    public synchronized int done() {
        return done;
    }

    public synchronized boolean has(int unit) {
        return offsets[unit] != 0;
    }

    /**
     * Adds a unit's result.
     *
     * @param failed whether a run that resumes this one shall try again
     */
    public synchronized void put(int unit, byte[] bytes, boolean failed) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(ENTRY_HEADER + bytes.length);
        int key = failed ? ~unit : unit;
        entry.putInt(key)
                .putInt(bytes.length)
                .putInt(check(key, bytes))
                .put(bytes)
                .flip();
        write(entry, end);
        take(unit, bytes.length);
    }

    /** A unit's result, or null if it is not done. */
    public synchronized byte[] get(int unit) throws IOException {
        return offsets[unit] == 0 ? null : read(offsets[unit], lengths[unit]);
    }

    private byte[] read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException(path + " ended early");
            }
        }
        return buffer.array();
    }

    private void write(ByteBuffer buffer, long offset) throws IOException {
        long at = offset;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    /** Closes the journal and leaves it on disk, to be resumed. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Closes the journal of a run that has ended well and removes it. */
    public void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
