package dev.copra.cli.console;

/** What a run ends with. */
public final class ExitCode {
    /** All is done, and nothing was found to be wrong. */
    public static final int DONE = 0;
    /** The answer is no: findings, a difference, a threshold missed, some records failed. */
    public static final int NO = 1;
    /** Wrong usage or unreadable input. */
    public static final int USAGE = 2;
    /** The reader of standard output has gone; what a shell shows for a program that SIGPIPE ended. */
    public static final int CLOSED_PIPE = 141;

    private ExitCode() {}
}
