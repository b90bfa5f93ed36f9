package dev.copra.cli;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.report.Escape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Prints bad records, the first few of each kind in full, and counts them all. Thread-safe. */
final class Problems implements ProblemSink {
    private static final int SHOWN_OF_EACH_KIND = 5;

    private PrintStream err;
    private final String file;
    private final boolean failFast;
    private final int shown;
    private final Map<String, Long> counts = new TreeMap<>();

    Problems(PrintStream err, String file, boolean failFast) {
        this(err, file, failFast, SHOWN_OF_EACH_KIND);
    }

    private Problems(PrintStream err, String file, boolean failFast, int shown) {
        this.shown = shown;
        this.err = err;
        this.file = file;
        this.failFast = failFast;
    }

    /** What is worth a line and is no failure: the first of each kind, and how many there were. */
    static Problems notes(PrintStream err, String file) {
        return new Problems(err, file, false, 1);
    }

    @Override
    public synchronized void add(AnnotationException problem) throws IOException {
        String line = file + ": " + problem.where() + ": " + problem.getMessage();
        if (failFast) {
            throw new FailFastException(line);
        }
        long count = counts.merge(problem.code(), 1L, Long::sum);
        if (count <= shown) {
            err.println("copra: " + Escape.line(line));
        }
    }

    /** Prints what a thread has said so far, and all that is still to come, to another stream. */
    Problems to(PrintStream other, ByteArrayOutputStream said) {
        err.flush();
        other.print(said.toString(StandardCharsets.UTF_8));
        err = other;
        return this;
    }

    /** Bad records by code. */
    Map<String, Long> counts() {
        return counts;
    }

    long total() {
        long total = 0;
        for (long count : counts.values()) {
            total += count;
        }
        return total;
    }

    /** Says how many there were, if not all were shown. */
    void printSummary() {
        counts.forEach((code, count) -> {
            if (count > shown) {
                err.println("copra: " + file + ": " + code + ": " + (count - shown) + " more, " + count + " in all");
            }
        });
    }

    /** The first bad record, with {@code --fail-fast}. */
    static final class FailFastException extends IOException {
        private static final long serialVersionUID = 1L;

        FailFastException(String message) {
            super(message);
        }
    }
}
