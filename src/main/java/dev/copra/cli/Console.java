package dev.copra.cli;

import dev.copra.io.NamedStreams;
import dev.copra.io.Output;
import dev.copra.report.Summary;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
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
    private PrintStream talk;
    private ByteArrayOutputStream said;

    Console(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = new BufferedOutputStream(new NamedStreams.Output(out, "standard output"), 1 << 16);
        this.err = err;
        talk = err;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Where talk goes: notes, bad records, progress, summaries. */
    PrintStream err() {
        return talk;
    }

    /** Where notes go, which are no failures: nowhere if it is to be quiet. */
    PrintStream notes(boolean quiet) {
        return quiet ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) : talk;
    }

    /** Where the line goes that says why a command has failed. */
    PrintStream failures() {
        return err;
    }

    /**
     * Keeps all talk from here on for {@link #print(Summary, boolean)}: with {@code --json} standard error is to hold one
     * JSON value and nothing else.
     */
    void keepTalk(boolean json) {
        if (json && said == null) {
            said = new ByteArrayOutputStream();
            talk = new PrintStream(said, true, StandardCharsets.UTF_8);
        }
    }

    /** Prints the talk that was kept after all, because the answer went to standard output. */
    void releaseTalk() {
        if (said != null) {
            err.print(said.toString(StandardCharsets.UTF_8));
            said = null;
            talk = err;
        }
    }

    /** Prints what was done on standard error: as JSON if talk was kept, which then is in it, else unless it is to be quiet. */
    void print(Summary summary, boolean quiet) {
        if (said != null) {
            summary.add(
                    "messages", said.toString(StandardCharsets.UTF_8).lines().toList());
            err.println(summary.toJson());
        } else if (!quiet) {
            err.print(summary.toText());
        }
    }

    /** Opens what an option names: a file, or standard output if that is {@code -}. */
    Output open(String name) throws IOException {
        return Output.open(name, out);
    }

    /** Writes an answer to standard output. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
