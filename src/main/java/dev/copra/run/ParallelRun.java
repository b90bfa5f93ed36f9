package dev.copra.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works off units on several threads and puts the results into a journal. Memory is bounded by the threads: each has one unit
 * at work. The journal's order is not the units', so that no thread waits for another; whoever reads it asks by unit.
 */
public final class ParallelRun {
    private ParallelRun() {}

    /** The work on one unit. Called from several threads at once. */
    public interface Work {
        Result on(int unit) throws IOException;
    }

    /**
     * What the journal gets of a unit.
     *
     * @param failed whether it stands in for a result, and is to be tried again when the run is resumed
     */
    public record Result(byte[] bytes, boolean failed) {}

    /**
     * Works off the units that the journal does not have yet.
     *
     * @throws IOException the first failure; the units done by then are in the journal
     */
    public static void run(Journal journal, int[] units, int threads, Work work, Progress progress) throws IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "copra-worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    work(journal, units, next, work, progress);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                await(worker);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void work(Journal journal, int[] units, AtomicInteger next, Work work, Progress progress)
            throws IOException {
        boolean ended = false;
        try {
            for (int i; (i = next.getAndIncrement()) < units.length; ) {
                if (!journal.has(units[i])) {
                    Result result = work.on(units[i]);
                    journal.put(units[i], result.bytes(), result.failed());
                    progress.step();
                }
            }
            ended = true;
        } finally {
            if (!ended) {
                // one failure ends the run: the others finish their unit and stop
                next.set(units.length);
            }
        }
    }

    private static void await(Future<?> worker) throws IOException {
        try {
            worker.get();
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
