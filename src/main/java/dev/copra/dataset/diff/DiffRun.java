package dev.copra.dataset.diff;

import dev.copra.io.Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Two documents that are compared. Memory is some 30 bytes an element of each, and 24 for its id; elements are read again where they
 * lie.
 */
public final class DiffRun implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final DiffIndex a;
    private final DiffIndex b;
    private final DiffOptions options;
    private final DiffMatches matches;

    private DiffRun(DiffIndex a, DiffIndex b, DiffOptions options) throws IOException {
        this.a = a;
        this.b = b;
        this.options = options;
        matches = DiffMatches.of(a, b, options);
    }

    /** Reads two documents, and matches what is in them. @throws dev.copra.json.JsonException if one is not JSON */
    public static DiffRun open(Input first, Input second, DiffOptions options) throws IOException {
        DiffIndex a = DiffIndex.read(first, options.byOverlap());
        DiffIndex b = null;
        try {
            b = DiffIndex.read(second, options.byOverlap());
            return new DiffRun(a, b, options);
        } catch (IOException | RuntimeException e) {
            a.close();
            if (b != null) {
                b.close();
            }
            throw e;
        }
    }

    /** What the documents differ in. */
    public DocumentDiff compare() throws IOException {
        DocumentDiff diff = DiffComparison.compare(a, b, matches, options);
        return new DocumentDiff(isIdentical(), diff.respelled(), diff.parts());
    }

    /** Writes what makes the second document of the first; see {@link PatchWriter}. */
    public void writePatch(OutputStream out) throws IOException {
        PatchWriter.write(a, b, matches, out);
    }

    private boolean isIdentical() throws IOException {
        if (a.channel().size() != b.channel().size()) {
            return false;
        }
        ByteBuffer x = ByteBuffer.allocate(BLOCK);
        ByteBuffer y = ByteBuffer.allocate(BLOCK);
        for (long at = 0; at < a.channel().size(); at += BLOCK) {
            if (!Arrays.equals(block(a.channel(), at, x), block(b.channel(), at, y))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] block(FileChannel channel, long from, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    @Override
    public void close() throws IOException {
        a.close();
        b.close();
    }
}
