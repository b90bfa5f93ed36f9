package dev.copra.coco;

import dev.copra.io.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a command tells its user besides the answer: lines, in order. Whoever shows them makes them harmless. */
public final class Messages {
    private final Consumer<String> lines;
    private final Function<Remedy, String> remedies;
    private final boolean quiet;
    private final boolean failFast;

    /**
     * @param lines shows a line
     * @param remedies what stands behind a message that has a remedy, which may be null
     * @param quiet whether notes are left out
     * @param failFast whether the first bad record ends the run
     */
    public Messages(Consumer<String> lines, Function<Remedy, String> remedies, boolean quiet, boolean failFast) {
        this.lines = lines;
        this.remedies = remedies;
        this.quiet = quiet;
        this.failFast = failFast;
    }

    /** What stands behind a message that has this remedy, or none for null. */
    public String behind(Remedy remedy) {
        return remedies.apply(remedy);
    }

    /** Messages that nobody sees, because they were told before. */
    public static Messages none() {
        return new Messages(line -> {}, remedy -> "", true, false);
    }

    /** Tells what was not done as it was asked for. */
    public void warn(String line) {
        lines.accept(line);
    }

    /** As {@link #warn(String)}, with what can be done about it. */
    public void warn(String line, Remedy remedy) {
        lines.accept(line + remedies.apply(remedy));
    }

    /** As {@link #note(String)}, with what can be done about it. */
    public void note(String line, Remedy remedy) {
        note(line + remedies.apply(remedy));
    }

    /** Tells what is worth knowing and is no failure. */
    public void note(String line) {
        if (!quiet) {
            lines.accept(line);
        }
    }

    /** Tells of the bad records of a file. */
    public Problems problems(String file) {
        return new Problems(lines, remedies, file, failFast, Problems.SHOWN_OF_EACH_KIND);
    }

    /** Tells of the bad records of several files, each of which has the name of its file before its place. */
    public Problems problems() {
        return problems(null);
    }

    /** Tells what is odd in a file and no failure. */
    public Problems oddities(String file) {
        return new Problems(new Notes(this), remedies, file, false, Problems.SHOWN_OF_EACH_KIND);
    }

    /** Tells what is worth knowing of a file: the first of each kind, and how many there are. */
    public Problems notes(String file) {
        return new Problems(new Notes(this), remedies, file, false, 1);
    }

    /** A class, because a method reference takes longer to link than a short command may run. */
    private record Notes(Messages messages) implements Consumer<String> {
        @Override
        public void accept(String line) {
            messages.note(line);
        }
    }

    /** The same messages from another thread: they are kept until they are released. */
    public Later later() {
        return new Later(this);
    }

    /** Messages that wait. */
    public static final class Later implements Consumer<String> {
        private final Messages messages;
        private final Messages shown;
        private List<String> kept = new ArrayList<>();

        private Later(Messages shown) {
            this.shown = shown;
            messages = new Messages(this, shown.remedies, shown.quiet, shown.failFast);
        }

        @Override
        public synchronized void accept(String line) {
            if (kept == null) {
                shown.lines.accept(line);
            } else {
                kept.add(line);
            }
        }

        /** What takes the messages that wait. */
        public Messages messages() {
            return messages;
        }

        /** Shows what was kept; what comes later is shown at once. */
        public synchronized void release() {
            kept.forEach(shown.lines);
            kept = null;
        }
    }
}
