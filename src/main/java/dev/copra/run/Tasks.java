package dev.copra.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What the shapes of this package share: their threads, and how a failure in one of these reaches the caller. */
final class Tasks {
    private Tasks() {}

    /** A thread that does not keep the process alive. */
    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "copra-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for a result. What failed in its thread is thrown here as it was. */
    static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }
}
