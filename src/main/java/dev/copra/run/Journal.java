package dev.copra.run;

import dev.copra.io.FileLocks;
import dev.copra.io.Remedy;
import dev.copra.io.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * the one that resumes it tries again. Thread-safe, and locked against other runs.
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
    public static final class OtherRunException extends IOException implements Remedy.Has {
        private static final long serialVersionUID = 1L;

        OtherRunException(Path path) {
            super(path + " is the journal of a run with another input, other options or another version");
        }

        @Override
        public Remedy remedy() {
            return Remedy.NEW_JOURNAL;
        }
    }

    /**
     * Opens a journal.
     *
     * @param path is created where nothing is; a link is not followed
     * @param resume whether results that are there already are taken over; otherwise they are thrown away
     * @throws OtherRunException if the file there has another fingerprint and was to be resumed
     * @throws FileSystemException if what is there is no journal, or another run is using it; it stays as it is
     */
    public static Journal open(Path path, String fingerprint, int units, boolean resume) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw notAJournal(path);
        }
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                LinkOption.NOFOLLOW_LINKS);
        return open(path, channel, fingerprint, units, resume);
    }

    /** Opens a journal that is gone when it is closed, for a run that nobody can resume. */
    public static Journal temporary(String fingerprint, int units) throws IOException {
        return open(null, TemporaryFile.open(), fingerprint, units, false);
    }

    private static Journal open(Path path, FileChannel channel, String fingerprint, int units, boolean resume)
            throws IOException {
        try {
            if (!FileLocks.take(channel)) {
                throw new FileSystemException(
                        path.toString(), null, "another run is using this journal; wait until it has ended");
            }
            Journal journal = new Journal(path, channel, units);
            journal.requireMark();
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

    /** Nothing but a journal is ever written over: its first bytes tell it, as many as are there. */
    private void requireMark() throws IOException {
        byte[] found = read(0, (int) Math.min(MAGIC.length, channel.size()));
        if (!Arrays.equals(found, Arrays.copyOf(MAGIC, found.length))) {
            throw notAJournal(path);
        }
    }

    private static FileSystemException notAJournal(Path path) {
        return new FileSystemException(
                path.toString(),
                null,
                "this is not a journal of Copra, and the run needs one of this name; move it, or choose another output");
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

    synchronized boolean has(int unit) {
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
        if (offsets[unit] == 0) {
            return null;
        }
        byte[] bytes = read(offsets[unit], lengths[unit]);
        ByteBuffer header = ByteBuffer.wrap(read(offsets[unit] - ENTRY_HEADER, ENTRY_HEADER));
        int key = header.getInt(0);
        if (key != unit && key != ~unit || header.getInt(ENTRY_HEADER - Integer.BYTES) != check(key, bytes)) {
            throw new IOException((path == null ? "the journal" : path) + " was changed while it was in use");
        }
        return bytes;
    }

    private byte[] read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new IOException("the journal ended early");
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
        // before the lock is released, or it could be the journal of the next run
        if (path != null) {
            Files.deleteIfExists(path);
        }
        channel.close();
    }
}
