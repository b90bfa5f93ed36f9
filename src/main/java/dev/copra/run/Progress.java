package dev.copra.run;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a run is: done, rate, time left. On a terminal one line that is written over, several times a second; else a
 * line every few seconds. Thread-safe.
 */
public final class Progress {
    private static final long TERMINAL_PAUSE = 200_000_000L;
    private static final long LOG_PAUSE = 10_000_000_000L;

    private final String noun;
    private final long total;
    private final boolean terminal;
    private final Consumer<String> out;
    private final LongSupplier clock;
    private final long start;
    private final long before;
    private long done;
    private long nextReport;
    private boolean shown;

    /**
     * Where progress is told.
     *
     * @param terminal whether the text goes to somebody who watches
     * @param out takes pieces of text; null for silence
     */
    public record Screen(boolean terminal, Consumer<String> out) {}

    /**
     * @param noun what is counted, in the plural
     * @param before how many were done before this run
     * @param screen where it is told
     * @param clock nanoseconds, such as {@link System#nanoTime}
     */
    public Progress(String noun, long total, long before, Screen screen, LongSupplier clock) {
        this.noun = noun;
        this.total = total;
        this.before = before;
        this.done = before;
        terminal = screen.terminal();
        out = screen.out();
        this.clock = clock;
        start = clock.getAsLong();
        nextReport = start + pause();
    }

    /** One more is done. */
    public synchronized void step() {
        done++;
        long now = clock.getAsLong();
        if (out != null && now >= nextReport) {
            nextReport = now + pause();
            shown = true;
            out.accept(terminal ? "\r" + line(now) + "\u001b[K" : line(now) + System.lineSeparator());
        }
    }

    /** Removes the line from a terminal. */
    public synchronized void end() {
        if (terminal && shown) {
            out.accept("\r\u001b[K");
        }
    }

    /** Seconds since the start. */
    public double seconds() {
        return (clock.getAsLong() - start) / 1e9;
    }

    private long pause() {
        return terminal ? TERMINAL_PAUSE : LOG_PAUSE;
    }

    private String line(long now) {
        double seconds = (now - start) / 1e9;
        double rate = (done - before) / seconds;
        return String.format(
                Locale.ROOT,
                "%,d of %,d %s (%d%%), %.1f a second, %s left",
                done,
                total,
                noun,
                total == 0 ? 100 : 100 * done / total,
                rate,
                duration((total - done) / rate));
    }

    private static String duration(double seconds) {
        long s = Math.round(Math.min(seconds, 359_999_000));
        return s >= 3600
                ? String.format(Locale.ROOT, "%d:%02d h", s / 3600, s / 60 % 60)
                : String.format(Locale.ROOT, "%d:%02d min", s / 60, s % 60);
    }
}
