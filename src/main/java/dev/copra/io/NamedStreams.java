package dev.copra.io;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.util.zip.ZipException;

/** Streams whose errors say which file they befell: Java's own say "No space left on device" and no more. */
public final class NamedStreams {
    private NamedStreams() {}

    static FileSystemException named(IOException e, String name) {
        if (e instanceof FileSystemException known) {
            return known;
        }
        String reason = e instanceof EOFException || e instanceof ZipException
                ? "the gzip data is damaged or cut off"
                : e.getMessage();
        FileSystemException named = new FileSystemException(name, null, reason);
        named.initCause(e);
        return named;
    }

    /** Names what fails in reading. */
    public static final class Input extends FilterInputStream {
        private final String name;

        Input(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                throw named(e, name);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return in.read(bytes, from, length);
            } catch (IOException e) {
                throw named(e, name);
            }
        }
    }

    /** Names what fails in writing. */
    public static final class Output extends FilterOutputStream {
        private final String name;

        /**
         * Writes to a stream.
         *
         * @param name of the file, for messages
         */
        public Output(OutputStream out, String name) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw named(e, name);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw named(e, name);
            }
        }
    }
}
