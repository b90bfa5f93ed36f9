package dev.copra.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams. Standard output carries data only, in UTF-8; all talk goes to standard error.
 */
final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    Console(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = new BufferedOutputStream(new Pipe(out), 1 << 16);
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

    /** Writes an answer to standard output. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The reader of standard output has gone: not an error, but no reason to go on. */
    static final class ClosedPipeException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedPipeException(IOException cause) {
            super(cause);
        }
    }

    /** Tells a closed pipe from other failures. */
    private static final class Pipe extends OutputStream {
        private final OutputStream out;

        Pipe(OutputStream out) {
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
                throw isClosedPipe(e) ? new ClosedPipeException(e) : e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw isClosedPipe(e) ? new ClosedPipeException(e) : e;
            }
        }

        private static boolean isClosedPipe(IOException e) {
            String message = e.getMessage();
            return message != null && (message.contains("Broken pipe") || message.contains("pipe is being closed"));
        }
    }
}
