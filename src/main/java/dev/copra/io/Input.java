package dev.copra.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Where a document comes from: a file, or standard input. What starts as gzip does is unpacked.
 *
 * @param name for messages
 * @param path the file, or null
 * @param stream standard input, or null; can be read once
 */
public record Input(String name, Path path, InputStream stream) {
    private static final int BUFFER = 1 << 16;

    public static Input file(Path path) {
        return new Input(path.toString(), path, null);
    }

    public static Input standardInput(InputStream in) {
        return new Input("standard input", null, in);
    }

    /** Whether it can be opened again: a file that is no pipe. */
    public boolean repeatable() {
        return path != null && Files.isRegularFile(path);
    }

    /** Opens it for reading. Every error names it, those of the stream too. */
    public InputStream open() throws IOException {
        if (path != null && Files.isDirectory(path)) {
            throw new FileSystemException(name, null, "this is a directory, not a file");
        }
        InputStream raw = path == null ? stream : Files.newInputStream(path);
        try {
            return new NamedStreams.Input(unpacked(new PushbackInputStream(raw, 2)), name);
        } catch (IOException e) {
            raw.close();
            throw NamedStreams.named(e, name);
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
