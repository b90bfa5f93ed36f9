package dev.copra.cli;

import dev.copra.io.Input;
import dev.copra.io.NamedStreams;
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

/**
 * The three standard streams. Standard output carries data only, in UTF-8; all talk goes to standard error.
 */
final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private PrintStream talk;
    private ByteArrayOutputStream said;
    private boolean inputTaken;
    private Remedies remedies = new Remedies();

    Console(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = new BufferedOutputStream(new NamedStreams.Output(out, "standard output"), 1 << 16);
        this.err = err;
        talk = err;
    }

    /** The document that the user named: a file, or standard input, which is there once, for the name {@code -}. */
    Input input(String name) {
        if (!name.equals("-")) {
            return Input.file(Input.path(name));
        }
        if (inputTaken) {
            throw new CommandException("'-' is named twice, but standard input can be read once; name a file instead");
        }
        inputTaken = true;
        return Input.standardInput(in);
    }

    /** Says which command runs. */
    void command(String name) {
        remedies = new Remedies(name);
    }

    /** What the command calls remedies. */
    Remedies remedies() {
        return remedies;
    }

    OutputStream out() {
        return out;
    }

    /** Where talk goes: notes, bad records, progress, summaries. */
    PrintStream err() {
        return talk;
    }

    /** Tells a line. */
    void tell(String line) {
        talk.println("copra: " + Escape.line(line));
    }

    /** Where progress is told: nowhere if it is to be quiet. */
    Progress.Screen screen(boolean quiet) {
        // the launcher says whether standard error is a terminal, which Java cannot tell
        boolean terminal = Boolean.getBoolean("copra.terminal") && System.getenv("NO_COLOR") == null;
        return new Progress.Screen(terminal, quiet || said != null ? null : this::show);
    }

    private void show(String text) {
        talk.print(text);
        talk.flush();
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
            err.print(summary.toText(remedies));
        }
    }

    /** Writes an answer to standard output. */
    void answer(Summary summary, boolean json) throws IOException {
        print(json ? summary.toJson() + "\n" : summary.toText(remedies));
    }

    /** Writes an answer to standard output. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
