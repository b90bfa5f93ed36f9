package dev.copra.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Numbered pieces of work, done by several threads in whatever order. */
public final class Workers {
    private Workers() {}

    /** How many threads the machine can run at a time. */
    public static int available() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What a thread does with a piece. */
    public interface Work {
        /**
         * Does a piece of work; called by several threads.
         *
         * @throws IOException ends the work of all
         */
        void on(int piece) throws IOException;
    }

    /**
     * Does all pieces. After a failure the others finish the piece that they are at, and no new one is begun; nobody is
     * interrupted, for that would close the files that threads share.
     *
     * @param threads the caller's is one of them
     * @param worker makes what a thread does with a piece; called once in each thread, with the thread's number
     * @throws IOException the first failure, by the threads' numbers
     */
    public static void run(int threads, int pieces, IntFunction<Work> worker) throws IOException {
        AtomicInteger next = new AtomicInteger();
        int count = Math.max(1, Math.min(threads, pieces));
        FutureTask<?>[] tasks = new FutureTask<?>[count];
        for (int i = 0; i < count; i++) {
            tasks[i] = new FutureTask<>(new Share(next, pieces, worker, i));
            if (i < count - 1) {
                Tasks.daemon(tasks[i], "worker-" + i).start();
            } else {
                tasks[i].run();
            }
        }
        for (FutureTask<?> task : tasks) {
            Tasks.result(task);
        }
    }

    /** As {@link #run}, for work that reads and writes no file. */
    public static void compute(int threads, int pieces, IntFunction<IntConsumer> worker) {
        try {
            run(threads, pieces, new Computing(worker));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Work that reads and writes no file. These are classes, because lambdas take longer to link than short work takes. */
    private record Computing(IntFunction<IntConsumer> worker) implements IntFunction<Work> {
        @Override
        public Work apply(int thread) {
            return new Computed(worker.apply(thread));
        }
    }

    private record Computed(IntConsumer work) implements Work {
        @Override
        public void on(int piece) {
            work.accept(piece);
        }
    }

    /** What one thread does. */
    private record Share(AtomicInteger next, int pieces, IntFunction<Work> worker, int thread)
            implements Callable<Void> {
        @Override
        public Void call() throws IOException {
            Work work = worker.apply(thread);
            boolean ended = false;
            try {
                for (int piece; (piece = next.getAndIncrement()) < pieces; ) {
                    work.on(piece);
                }
                ended = true;
            } finally {
                if (!ended) {
                    next.set(pieces);
                }
            }
            return null;
        }
    }
}
