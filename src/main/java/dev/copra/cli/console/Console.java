package dev.copra.cli.console;

import dev.copra.io.Input;
import dev.copra.io.NamedStreams;
import dev.copra.io.Remedy;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.run.Progress;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The three standard streams. Standard output carries data only, in UTF-8; all talk goes to standard error.
 */
public final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private PrintStream talk;
    private ByteArrayOutputStream said;
    private boolean inputTaken;
    private final Function<Remedy, String> remedies;

    /** @param remedies what the command calls remedies, as it stands behind a message */
    public Console(InputStream in, OutputStream out, PrintStream err, Function<Remedy, String> remedies) {
        this.in = in;
        this.out = new BufferedOutputStream(new NamedStreams.Output(out, "standard output"), 1 << 16);
        this.err = err;
        this.remedies = remedies;
        talk = err;
    }

    /** The document that the user named: a file, or standard input, which is there once, for the name {@code -}. */
    public Input input(String name) {
        if (!name.equals("-")) {
            return Input.file(Input.path(name));
        }
        if (inputTaken) {
            throw new CommandException("'-' is named twice, but standard input can be read once; name a file instead");
        }
        inputTaken = true;
        return Input.standardInput(in);
    }

    /** What the command calls remedies. */
    public Function<Remedy, String> remedies() {
        return remedies;
    }

    /** Standard output, for data. */
    public OutputStream out() {
        return out;
    }

    /** Where talk goes: notes, bad records, progress, summaries. */
    public PrintStream err() {
        return talk;
    }

    /** Tells a line. */
    public void tell(String line) {
        talk.println("copra: " + Escape.line(line));
    }

    /** Where progress is told: nowhere if it is to be quiet. */
    public Progress.Screen screen(boolean quiet) {
        // the launcher says whether standard error is a terminal, which Java cannot tell
        boolean terminal = Boolean.getBoolean("copra.terminal") && System.getenv("NO_COLOR") == null;
        return new Progress.Screen(terminal, quiet || said != null ? null : this::show);
    }

    private void show(String text) {
        talk.print(text);
        talk.flush();
    }

    /** Where the line goes that says why a command has failed. */
    public PrintStream failures() {
        return err;
    }

    /**
     * Keeps all talk from here on for {@link #print(Summary, boolean)}: with {@code --json} standard error is to hold one
     * JSON value and nothing else.
     */
    public void keepTalk(boolean json) {
        if (json && said == null) {
            said = new ByteArrayOutputStream();
            talk = new PrintStream(said, true, StandardCharsets.UTF_8);
        }
    }

    /** Prints the talk that was kept after all, because the answer went to standard output. */
    public void releaseTalk() {
        if (said != null) {
            err.print(said.toString(StandardCharsets.UTF_8));
            said = null;
            talk = err;
        }
    }

    /** Prints what was done on standard error: as JSON if talk was kept, which then is in it, else unless it is to be quiet. */
    public void print(Summary summary, boolean quiet) {
        if (said != null) {
            summary.add(
                    "messages", said.toString(StandardCharsets.UTF_8).lines().toList());
            err.println(summary.toJson());
        } else if (!quiet) {
            err.print(summary.toText(remedies));
        }
    }

    /** Writes an answer to standard output. */
    public void answer(Summary summary, boolean json) throws IOException {
        print(json ? summary.toJson() + "\n" : summary.toText(remedies));
    }

    /** Writes an answer to standard output. */
    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
