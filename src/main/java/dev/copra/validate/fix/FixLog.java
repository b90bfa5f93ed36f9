package dev.copra.validate.fix;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts what is changed and tells of it. */
public final class FixLog {
    private final Consumer<String> lines;
    private long records;
    private long members;
    private long dropped;

    /** @param lines receives a line a change, or null if nobody wants to know */
    public FixLog(Consumer<String> lines) {
        this.lines = lines;
    }

    void changed(Supplier<String> line) {
        members++;
        tell(line);
    }

    void record() {
        records++;
    }

    void dropped(String where) {
        dropped++;
        tell(() -> where + ": dropped");
    }

    private void tell(Supplier<String> line) {
        if (lines != null) {
            lines.accept(line.get());
        }
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
