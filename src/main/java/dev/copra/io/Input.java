package dev.copra.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Where a document comes from: a file, standard input, or another store. What starts as gzip does is unpacked. */
public final class Input {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Path path;
    private final InputStream stream;
    private final FileChannel spool;
    private final Source source;

    /** Opens a document, as often as it is asked to. */
    public interface Source {
        /** Opens it at its start, packed or not; the caller closes it. */
        InputStream open() throws IOException;
    }

    private final Watcher watcher;

    /** Is told how far a document is read. */
    public interface Watcher {
        /**
         * It is opened, which it may be several times.
         *
         * @param size in bytes, packed if it is; {@link Long#MAX_VALUE} if that is not known
         * @return is told after each read how many bytes it was, as they are stored; -1 at the end
         */
        LongConsumer opened(String name, long size);
    }

    private Input(String name, Path path, InputStream stream, FileChannel spool) {
        this(name, path, stream, spool, null);
    }

    private Input(String name, Path path, InputStream stream, FileChannel spool, Source source) {
        this(name, path, stream, spool, source, null);
    }

    private Input(String name, Path path, InputStream stream, FileChannel spool, Source source, Watcher watcher) {
        this.watcher = watcher;
        this.name = name;
        this.path = path;
        this.stream = stream;
        this.spool = spool;
        this.source = source;
    }

    /** A file, which is opened when it is read. */
    public static Input file(Path path) {
        return new Input(path.toString(), path, null, null);
    }

    /** A file that was named: an empty name is a variable that was not set, and would be the current directory. */
    public static Path path(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a file is empty");
        }
        return Path.of(name);
    }

    /** @param in can be read once */
    public static Input standardInput(InputStream in) {
        return new Input("standard input", null, in, null);
    }

    /** What lies in memory, or in a store of another kind than the file system. */
    public static Input of(String name, Source source) {
        return new Input(name, null, null, null, source);
    }

    /** What was written to a {@link TemporaryFile}. */
    public static Input temporary(String name, FileChannel file) {
        return new Input(name, null, null, file);
    }

    /** The same document, read by its {@link #channel}. */
    public Input through(FileChannel channel) {
        return new Input(name, null, null, channel, null, watcher);
    }

    /** The same document, of which somebody is told how far it is read. */
    public Input watched(Watcher by) {
        return new Input(name, path, stream, spool, source, by);
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    /** The file, or null if it is standard input. */
    public Path path() {
        return path;
    }

    /** Whether it can be opened again: a file that is no pipe. */
    public boolean repeatable() {
        return spool != null || source != null || path != null && Files.isRegularFile(path);
    }

    /** Bytes of the file, packed if it is; {@link Long#MAX_VALUE} where that is not known before it is read. */
    public long size() throws IOException {
        return path != null && Files.isRegularFile(path) ? Files.size(path) : Long.MAX_VALUE;
    }

    /** The same document, to be opened as often as needed: what comes through a pipe is kept in a temporary file. */
    public Input spooled() throws IOException {
        if (repeatable()) {
            return this;
        }
        try (InputStream in = open()) {
            return new Input(name, path, null, TemporaryFile.of(in::transferTo));
        }
    }

    /**
     * Opens it for reading at any place: a file as it is; what is packed or comes through a pipe, as a temporary file with the
     * unpacked bytes.
     */
    public FileChannel channel() throws IOException {
        if (spool != null) {
            return spool;
        }
        try (InputStream in = open()) {
            if (path != null && Files.isRegularFile(path) && !isPacked()) {
                return FileChannel.open(path, StandardOpenOption.READ);
            }
            return TemporaryFile.of(in::transferTo);
        }
    }

    private boolean isPacked() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 0x1F && in.read() == 0x8B;
        }
    }

    /** Whether standard output goes to the very file that this is, so that reading it would never end. */
    public boolean isStandardOutput() throws IOException {
        Path out = Path.of("/proc/self/fd/1");
        return path != null && Files.isRegularFile(out) && Files.exists(path) && Files.isSameFile(path, out);
    }

    /** Opens it for reading. Every error names it, those of the stream too. */
    public InputStream open() throws IOException {
        if (spool != null) {
            return new NamedStreams.Input(watched(TemporaryFile.read(spool)), name);
        }
        if (path != null && Files.isDirectory(path)) {
            throw new FileSystemException(
                    name,
                    null,
                    "this is a directory, not a file; 'copra convert' makes a COCO file of those that 'copra formats' lists");
        }
        InputStream raw = source != null ? source.open() : path == null ? stream : Files.newInputStream(path);
        try {
            return new NamedStreams.Input(unpacked(new PushbackInputStream(watched(raw), 2)), name);
        } catch (IOException e) {
            raw.close();
            throw NamedStreams.named(e, name);
        }
    }

    private InputStream watched(InputStream in) throws IOException {
        return watcher == null ? in : new Watched(in, watcher.opened(name, spool != null ? spool.size() : size()));
    }

    /** Tells how much is read. */
    private static final class Watched extends FilterInputStream {
        private final LongConsumer told;

        Watched(InputStream in, LongConsumer told) {
            super(in);
            this.told = told;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            told.accept(b < 0 ? -1 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            told.accept(n);
            return n;
        }

        @Override
        public void close() throws IOException {
            told.accept(-1);
            in.close();
        }
    }

    private static InputStream unpacked(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
        return gzip ? new GZIPInputStream(new Members(in), BUFFER) : in;
    }

    /** Several gzip files, one behind the other. GZIPInputStream takes a pipe that is empty for the moment for its end. */
    private static final class Members extends FilterInputStream {
        private final PushbackInputStream pushback;

        Members(PushbackInputStream in) {
            super(in);
            pushback = in;
        }

        @Override
        public int available() throws IOException {
            int next = pushback.read();
            if (next < 0) {
                return 0;
            }
            pushback.unread(next);
            return Math.max(1, pushback.available());
        }
    }
}
