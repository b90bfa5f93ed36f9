package dev.copra.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for requests. Whoever is slow to send a request has a thread wait for it, which costs little; as many as a limit work
 * on an answer, and the rest wait their turn. They do not keep the process alive.
 */
public final class RequestThreads implements Executor, Closeable {
    private static final int MOST = 64;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final Semaphore working;

    /** @param most who work at a time, at least 2: one request may wait for another one's work */
    public RequestThreads(int most) {
        threads = new ThreadPoolExecutor(
                MOST,
                MOST,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Tasks.daemon(work, "request"));
        threads.allowCoreThreadTimeOut(true);
        working = new Semaphore(Math.max(2, most));
    }

    @Override
    public void execute(Runnable request) {
        threads.execute(request);
    }

    /** Does the work of an answer in the thread of a request. @throws IOException if the threads were closed meanwhile, too */
    public <T> T work(Work<T> work) throws IOException {
        try {
            working.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this was ended before it was done", e);
        }
        try {
            return work.done();
        } finally {
            working.release();
        }
    }

    /** What makes an answer. */
    public interface Work<T> {
        /** Makes it. */
        T done() throws IOException;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
