package dev.copra.coco;

import dev.copra.io.Remedy;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells of bad records, the first few of each kind in full, and counts them all. Thread-safe. */
public final class Problems implements ProblemSink {
    static final int SHOWN_OF_EACH_KIND = 5;

    private final Consumer<String> lines;
    private final Function<Remedy, String> remedies;
    private final String file;
    private final boolean failFast;
    private final int shown;
    private final Map<String, Long> counts = new TreeMap<>();

    /** @param file null for several, which the places name */
    Problems(Consumer<String> lines, Function<Remedy, String> remedies, String file, boolean failFast, int shown) {
        this.lines = lines;
        this.remedies = remedies;
        this.file = file;
        this.failFast = failFast;
        this.shown = shown;
    }

    @Override
    public synchronized void add(AnnotationException problem) throws IOException {
        String line = subject() + problem.where() + ": " + problem.getMessage() + remedies.apply(problem.remedy());
        if (failFast) {
            throw new FailFastException(line);
        }
        long count = counts.merge(problem.code(), 1L, Long::sum);
        if (count <= shown) {
            lines.accept(line);
        }
    }

    private String subject() {
        return file == null ? "" : file + ": ";
    }

    /** Bad records by code. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** How many there were, of all kinds. */
    public long total() {
        long total = 0;
        for (long count : counts.values()) {
            total += count;
        }
        return total;
    }

    /** Says how many there were, if not all were shown. */
    public void summarize() {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (count.getValue() > shown) {
                lines.accept(subject() + count.getKey() + ": " + (count.getValue() - shown) + " more, "
                        + count.getValue() + " in all");
            }
        }
    }

    /** The first bad record, if that ends the run. */
    public static final class FailFastException extends IOException {
        private static final long serialVersionUID = 1L;

        FailFastException(String message) {
            super(message);
        }
    }
}
