package dev.copra.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Has things looked at by several threads and takes the answers in the order of the things. Batches that wait are bounded in
 * number and in bytes.
 *
 * @param <T> a thing; stays valid
 * @param <R> the answer
 */
public final class OrderedQueue<T, R> implements AutoCloseable {
    private static final int BATCH = 128;
    private static final int BATCH_BYTES = 1 << 18;

    private final Function<T, R> look;
    private final Consumer<R> take;
    private final ExecutorService threads;
    private final int mostWaiting;
    private final Deque<Future<List<R>>> waiting = new ArrayDeque<>();
    private volatile boolean closed;
    private List<T> batch = new ArrayList<>(BATCH);
    private long batchBytes;

    /** @param threads with one, the caller's own does it all */
    public OrderedQueue(int threads, Function<T, R> look, Consumer<R> take) {
        this.look = look;
        this.take = take;
        this.threads =
                threads > 1 ? Executors.newFixedThreadPool(threads, work -> Tasks.daemon(work, "ordered")) : null;
        mostWaiting = 4 * threads;
    }

    /** @param bytes of memory that the thing takes */
    public void add(T thing, int bytes) throws IOException {
        batch.add(thing);
        batchBytes += bytes;
        if (batch.size() == BATCH || batchBytes > BATCH_BYTES) {
            submit();
        }
    }

    private void submit() throws IOException {
        List<T> things = batch;
        batch = new ArrayList<>(BATCH);
        batchBytes = 0;
        if (threads == null) {
            lookAtAll(things).forEach(take);
            return;
        }
        while (waiting.size() >= mostWaiting) {
            takeFirst();
        }
        waiting.add(threads.submit(() -> lookAtAll(things)));
    }

    private List<R> lookAtAll(List<T> things) {
        List<R> answers = new ArrayList<>(things.size());
        for (T thing : things) {
            if (closed) {
                break;
            }
            answers.add(look.apply(thing));
        }
        return answers;
    }

    private void takeFirst() throws IOException {
        Tasks.result(waiting.remove()).forEach(take);
    }

    /** Waits for all. */
    public void drain() throws IOException {
        submit();
        while (!waiting.isEmpty()) {
            takeFirst();
        }
    }

    /** What is not looked at yet is left; nobody is interrupted, for that would close the files that threads share. */
    @Override
    public void close() {
        closed = true;
        if (threads != null) {
            threads.shutdown();
        }
    }
}
