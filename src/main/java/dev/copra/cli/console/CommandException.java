package dev.copra.cli.console;

/** Ends a command with exit code 2 and one line: what is wrong; what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An error that ends the command.
     *
     * @param message one line: what is wrong; what to do
     */
    public CommandException(String message) {
        super(message);
    }

    /**
     * An error that another one led to.
     *
     * @param message one line: what is wrong; what to do
     */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
