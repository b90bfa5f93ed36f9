package dev.copra.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A number that equal files share and different ones hardly ever do: a hash of the length and of 4 KiB in the middle and at
 * the end. Whether two files with one key are equal, only a look at all their bytes tells ({@link
 * java.nio.file.Files#mismatch}).
 */
public final class ContentKey {
    private static final int BLOCK = 4096;

    private ContentKey() {}

    /** The key of a file. */
    public static long of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            long key = hash(0xCBF29CE484222325L ^ length, channel, length / 2, block);
            return hash(key, channel, Math.max(0, length - BLOCK), block);
        }
    }

    /** FNV-1a. */
    private static long hash(long seed, FileChannel channel, long from, ByteBuffer block) throws IOException {
        block.clear();
        while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {}
        long hash = seed;
        for (int i = 0; i < block.position(); i++) {
            hash = (hash ^ block.get(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
