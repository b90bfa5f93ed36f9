package dev.copra.run;

import java.io.Closeable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that answer requests, as many as come up to a limit; the rest wait their turn. They do not keep the process alive. */
public final class RequestThreads implements Executor, Closeable {
    private final ExecutorService threads;

    /** @param most at a time, at least 2: one request may wait for another one's work */
    public RequestThreads(int most) {
        threads = Executors.newFixedThreadPool(Math.max(2, most), work -> Tasks.daemon(work, "request"));
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
