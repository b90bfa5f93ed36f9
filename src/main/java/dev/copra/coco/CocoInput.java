package dev.copra.coco;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
public record CocoInput(String name, Path path, InputStream stream) {
    private static final int BUFFER = 1 << 16;

    public static CocoInput file(Path path) {
        return new CocoInput(path.toString(), path, null);
    }

    public static CocoInput standardInput(InputStream in) {
        return new CocoInput("standard input", null, in);
    }

    /** Whether it can be opened again: a file that is no pipe. */
    public boolean repeatable() {
        return path != null && Files.isRegularFile(path);
    }

    public InputStream open() throws IOException {
        InputStream raw = path == null ? stream : Files.newInputStream(path);
        if (path != null && Files.isRegularFile(path)) {
            byte[] magic = raw.readNBytes(2);
            raw.close();
            raw = Files.newInputStream(path);
            return isGzip(magic) ? new GZIPInputStream(raw, BUFFER) : raw;
        }
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(2);
        byte[] magic = buffered.readNBytes(2);
        buffered.reset();
        return isGzip(magic) ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    private static boolean isGzip(byte[] magic) {
        return magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
    }
}
