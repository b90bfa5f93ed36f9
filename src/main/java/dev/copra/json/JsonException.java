package dev.copra.json;

import java.io.IOException;

/** The input is not JSON. The message ends with the line and the column (1-based, in bytes) of the first wrong byte. */
public final class JsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;

    /**
     * What is wrong, and where.
     *
     * @param message without the place, which is added
     * @param line from 1
     * @param column from 1, in bytes
     */
    public JsonException(String message, long line, long column) {
        super(message + " at line " + line + " column " + column);
        this.line = line;
        this.column = column;
    }

    private JsonException(JsonException e, String file) {
        super(file + ": " + e.getMessage(), e);
        line = e.line;
        column = e.column;
    }

    /** The same with the file's name before the message. */
    public JsonException in(String file) {
        return new JsonException(this, file);
    }

    /** Line of the first wrong byte, from 1. */
    public long line() {
        return line;
    }

    /** Column of the first wrong byte, from 1, in bytes. */
    public long column() {
        return column;
    }
}
