package dev.copra.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Numbers and texts in a file, wherever they are asked for. Reads a block of 4 KiB at a time; what lies beyond the end is an EOFException. */
final class FileBytes implements Closeable {
    private static final int BLOCK = 4096;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private long blockFrom = -1;

    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        length = channel.size();
    }

    long length() {
        return length;
    }

    /** An unsigned byte. */
    int at(long offset) throws IOException {
        if (offset < 0 || offset >= length) {
            throw new EOFException("the file ends before byte " + offset);
        }
        if (blockFrom < 0 || offset < blockFrom || offset >= blockFrom + block.limit()) {
            read(offset);
        }
        return block.get((int) (offset - blockFrom)) & 0xff;
    }

    private void read(long offset) throws IOException {
        blockFrom = -1;
        block.clear();
        while (block.hasRemaining() && channel.read(block, offset + block.position()) > 0) {}
        block.flip();
        if (!block.hasRemaining()) {
            throw new EOFException("the file ends before byte " + offset);
        }
        blockFrom = offset;
    }

    /** An unsigned number of 1 to 8 bytes. */
    long number(long offset, int bytes, boolean littleEndian) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | at(littleEndian ? offset + bytes - 1 - i : offset + i);
        }
        return number;
    }

    /** Whether these characters, a byte each, stand there; false beyond the end. */
    boolean has(long offset, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset + bytes.length > length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (at(offset + i) != (bytes[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
