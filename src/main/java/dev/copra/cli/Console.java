package dev.copra.cli;

import dev.copra.io.Output;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;

/**
 * The three standard streams. Standard output carries data only, in UTF-8; all talk goes to standard error.
 */
final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    Console(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = new BufferedOutputStream(new Named(out), 1 << 16);
        this.err = err;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Opens what an option names: a file, or standard output if that is {@code -}. */
    Output open(String name) throws IOException {
        return Output.open(name, out);
    }

    /** Writes an answer to standard output. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Names standard output in errors. */
    private static final class Named extends OutputStream {
        private final OutputStream out;

        Named(OutputStream out) {
            this.out = out;
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
                throw new FileSystemException("standard output", null, e.getMessage());
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new FileSystemException("standard output", null, e.getMessage());
            }
        }
    }
}
