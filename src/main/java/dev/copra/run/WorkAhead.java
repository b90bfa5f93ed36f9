package dev.copra.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * Work that other threads begin before the caller needs its results, which it takes in the order of the work. While the next result is not
 * there, the caller works, too. For work in memory: when this is closed, threads may still be at it.
 *
 * @param <T> a result
 */
public final class WorkAhead<T> implements AutoCloseable {
    private final ExecutorService threads;
    private final Deque<FutureTask<T>> waiting = new ArrayDeque<>();

    /** @param threads beside the caller's, at least one */
    public WorkAhead(int threads) {
        this.threads = Executors.newFixedThreadPool(threads, new Daemons());
    }

    /** This is a class, because a lambda takes a millisecond to link. */
    private static final class Daemons implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            return Tasks.daemon(work, "ahead");
        }
    }

    /** Adds work behind all that was added before. */
    public void add(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        waiting.add(task);
        threads.execute(task);
    }

    /** How much work was added whose result was not taken. */
    public int size() {
        return waiting.size();
    }

    /**
     * The result of the first work that was not taken, which must be there.
     *
     * @throws IOException what the work has thrown
     */
    public T take() throws IOException {
        FutureTask<T> first = waiting.remove();
        first.run();
        for (FutureTask<T> next : waiting) {
            if (first.isDone()) {
                break;
            }
            next.run();
        }
        return Tasks.result(first);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
