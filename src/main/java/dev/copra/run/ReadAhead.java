package dev.copra.run;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes things in one thread and uses them in another, in their order. */
public final class ReadAhead {
    /** So many wait at most. */
    private static final int WAITING = 16;

    private ReadAhead() {}

    /**
     * Makes or uses one thing.
     *
     * @param <T> what is made
     */
    public interface Step<T> {
        void accept(T thing) throws IOException;
    }

    /**
     * Makes all things.
     *
     * @param <T> what is made
     */
    public interface Maker<T> {
        void make(Step<T> next) throws IOException;
    }

    /** Ends the maker because the user has failed. */
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Stands behind the last thing. */
    private static final Object END = new Object();

    /**
     * Uses all that is made. It is made in a thread of its own if there may be two.
     *
     * @throws IOException of either; if both fail, that of the user
     */
    public static <T> void run(int threads, Maker<T> maker, Step<T> user) throws IOException {
        if (threads < 2) {
            maker.make(user);
            return;
        }
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(WAITING);
        AtomicBoolean ended = new AtomicBoolean();
        FutureTask<Void> task = new FutureTask<>(() -> {
            try {
                maker.make(thing -> put(queue, thing, ended));
            } finally {
                put(queue, END, ended);
            }
            return null;
        });
        Tasks.daemon(task, "ahead").start();
        try {
            for (Object thing = take(queue); thing != END; thing = take(queue)) {
                @SuppressWarnings("unchecked") // only the maker puts something there
                T made = (T) thing;
                user.accept(made);
            }
        } catch (IOException | RuntimeException | Error e) {
            ended.set(true);
            await(task);
            throw e;
        }
        Tasks.result(task);
    }

    private static void put(BlockingQueue<Object> queue, Object thing, AtomicBoolean ended) throws IOException {
        try {
            while (!queue.offer(thing, 20, TimeUnit.MILLISECONDS)) {
                if (ended.get()) {
                    throw new Ended();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Object take(BlockingQueue<Object> queue) throws IOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Waits until the maker does no longer use what the caller is about to close. */
    private static void await(FutureTask<Void> task) {
        try {
            Tasks.result(task);
        } catch (IOException | RuntimeException e) {
            // the user's failure is the one that is told
            return;
        }
    }
}
