package dev.copra.validate;

import java.util.function.Consumer;

/** Counts what is changed and tells of it. */
public final class FixLog {
    private final Consumer<String> lines;
    private long records;
    private long members;
    private long dropped;

    /** @param lines receives a line a change */
    public FixLog(Consumer<String> lines) {
        this.lines = lines;
    }

    void changed(String line) {
        members++;
        lines.accept(line);
    }

    void record() {
        records++;
    }

    void dropped(String where) {
        dropped++;
        lines.accept(where + ": dropped");
    }

    /** Records with a changed member. */
    public long records() {
        return records;
    }

    /** Changed members. */
    public long members() {
        return members;
    }

    /** Records left out. */
    public long dropped() {
        return dropped;
    }
}
