package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Has annotations checked by several threads and takes the answers in the order of the annotations. Batches that wait are
 * bounded in number and in bytes.
 */
final class AnnotationQueue implements AutoCloseable {
    private static final int BATCH = 128;
    private static final int BATCH_BYTES = 1 << 18;

    private final BiFunction<CocoRecord, PolygonChecks, Annotation.Checked> check;
    private final Consumer<Annotation.Checked> take;
    private final ExecutorService threads;
    private final int mostWaiting;
    private final ThreadLocal<PolygonChecks> scratch = ThreadLocal.withInitial(PolygonChecks::new);
    private final Deque<Future<List<Annotation.Checked>>> waiting = new ArrayDeque<>();
    private List<CocoRecord> batch = new ArrayList<>(BATCH);
    private long batchBytes;

    /** @param threads with one, the caller's own does it all */
    AnnotationQueue(
            int threads,
            BiFunction<CocoRecord, PolygonChecks, Annotation.Checked> check,
            Consumer<Annotation.Checked> take) {
        this.check = check;
        this.take = take;
        this.threads = threads > 1 ? Executors.newFixedThreadPool(threads, AnnotationQueue::daemon) : null;
        mostWaiting = 4 * threads;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "copra-validate");
        thread.setDaemon(true);
        return thread;
    }

    /** @param record stays valid */
    void add(CocoRecord record) throws IOException {
        batch.add(record);
        batchBytes += record.length();
        if (batch.size() == BATCH || batchBytes > BATCH_BYTES) {
            submit();
        }
    }

    private void submit() throws IOException {
        List<CocoRecord> records = batch;
        batch = new ArrayList<>(BATCH);
        batchBytes = 0;
        if (threads == null) {
            checkAll(records).forEach(take);
            return;
        }
        while (waiting.size() >= mostWaiting) {
            takeFirst();
        }
        waiting.add(threads.submit(() -> checkAll(records)));
    }

    private List<Annotation.Checked> checkAll(List<CocoRecord> records) {
        PolygonChecks polygons = scratch.get();
        List<Annotation.Checked> checked = new ArrayList<>(records.size());
        for (CocoRecord record : records) {
            checked.add(check.apply(record, polygons));
        }
        return checked;
    }

    private void takeFirst() throws IOException {
        try {
            waiting.remove().get().forEach(take);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for all. */
    void drain() throws IOException {
        submit();
        while (!waiting.isEmpty()) {
            takeFirst();
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
