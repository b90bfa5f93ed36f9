package dev.copra.evaluate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Shares numbered pieces of work out between threads. */
final class Workers {
    private Workers() {}

    /**
     * Does all pieces.
     *
     * @param worker makes what a thread does with a piece; called once in each thread
     */
    static void run(int threads, int pieces, IntFunction<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        int count = Math.max(1, Math.min(threads, pieces));
        FutureTask<?>[] tasks = new FutureTask<?>[count];
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks[i] = new FutureTask<>(
                    () -> {
                        IntConsumer work = worker.apply(index);
                        for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                            work.accept(piece);
                        }
                    },
                    null);
            if (i < count - 1) {
                Thread thread = new Thread(tasks[i], "copra-" + i);
                thread.setDaemon(true);
                thread.start();
            } else {
                tasks[i].run();
            }
        }
        for (FutureTask<?> task : tasks) {
            join(task);
        }
    }

    private static void join(FutureTask<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
