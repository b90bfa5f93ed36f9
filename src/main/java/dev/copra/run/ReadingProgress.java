package dev.copra.run;

import dev.copra.io.Input;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Tells how far files are read that are read once or more often, each time from the start.
 *
 * @param screen where it is told
 * @param clock nanoseconds, such as {@link System#nanoTime}
 */
public record ReadingProgress(Progress.Screen screen, LongSupplier clock) implements Input.Watcher {
    private static final long MEGABYTE = 1_000_000;

    @Override
    public LongConsumer opened(String name, long size) {
        return size == Long.MAX_VALUE
                ? bytes -> {}
                : new Reading(new Progress("MB of " + name, size / MEGABYTE, 0, screen, clock));
    }

    /** One reading. */
    private static final class Reading implements LongConsumer {
        private final Progress progress;
        private long rest;

        Reading(Progress progress) {
            this.progress = progress;
        }

        @Override
        public synchronized void accept(long bytes) {
            if (bytes < 0) {
                progress.end();
                return;
            }
            for (rest += bytes; rest >= MEGABYTE; rest -= MEGABYTE) {
                progress.step();
            }
        }
    }
}
