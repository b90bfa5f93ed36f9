package dev.copra.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command line did.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Typed(int code, String out, String err) {

    /** Runs a command as a user types it. */
    static Typed copra(String... args) {
        return pipe("", args);
    }

    /** Runs a command with something on standard input. */
    static Typed pipe(String in, String... args) {
        return pipe(in.getBytes(StandardCharsets.UTF_8), args);
    }

    /** Runs a command with something on standard input. */
    static Typed pipe(byte[] in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Main.run(out, new PrintStream(err, true, StandardCharsets.UTF_8), new ByteArrayInputStream(in), args);
        return new Typed(code, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
