package dev.copra.run;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Something that is read while the caller reads something else.
 *
 * @param <T> what is read
 */
public final class Background<T> {
    private final FutureTask<T> task;
    private final boolean begun;

    private Background(Callable<T> work, boolean begun) {
        task = new FutureTask<>(work);
        this.begun = begun;
    }

    /** Begins in a thread of its own if there may be two, otherwise when the result is asked for. */
    public static <T> Background<T> start(int threads, Callable<T> work) {
        Background<T> background = new Background<>(work, threads > 1);
        if (background.begun) {
            Tasks.daemon(background.task, "reader").start();
        }
        return background;
    }

    /** Waits for what was read; what failed there is thrown here. */
    public T get() throws IOException {
        if (!begun) {
            task.run();
        }
        return Tasks.result(task);
    }
}
