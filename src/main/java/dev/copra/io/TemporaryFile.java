package dev.copra.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file without a name, that only this process and user can read: for what is read more than once, or is too large for
 * memory. It is gone when it is closed, and on Unix however the process ends.
 */
public final class TemporaryFile {
    private static final int BUFFER = 1 << 16;
    private static final String DIRECTORY = System.getProperty("java.io.tmpdir");

    private TemporaryFile() {}

    /** Opens an empty one for reading and writing. */
    public static FileChannel open() throws IOException {
        Path file;
        try {
            // readable by its owner alone
            file = Files.createTempFile("copra", ".tmp");
        } catch (IOException e) {
            throw new FileSystemException(
                    DIRECTORY,
                    null,
                    "no temporary file can be made here; name another directory with TMPDIR or -Djava.io.tmpdir");
        }
        return FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                // on Unix this removes the name at once
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Opens one with some content. */
    public static FileChannel of(Output.Content content) throws IOException {
        FileChannel channel = open();
        try {
            OutputStream out = new BufferedOutputStream(
                    new NamedStreams.Output(Channels.newOutputStream(channel), "a temporary file in " + DIRECTORY),
                    BUFFER);
            content.writeTo(out);
            out.flush();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads such a file from its start. Several such streams do not disturb each other. */
    public static InputStream read(FileChannel channel) {
        return new Reader(channel);
    }

    private static final class Reader extends InputStream {
        private final FileChannel channel;
        private long position;

        Reader(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = channel.read(ByteBuffer.wrap(bytes, from, length), position);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - position));
        }
    }
}
