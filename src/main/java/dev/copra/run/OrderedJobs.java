package dev.copra.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Jobs that one thread finds, several do, and the caller's ends in the order in which they were found. What is visible of them is the
 * same as if one thread did it all, job by job: the first failure in their order is the one that is thrown, after all jobs before it have
 * been ended. Jobs that wait are bounded by the threads.
 */
public final class OrderedJobs {
    /** So many jobs go to a thread at once: to wake a thread takes longer than a small job. */
    private static final int BATCH = 4;

    /** So many batches a thread are found and not ended. */
    private static final int WAITING = 3;

    /** Stands behind the last batch. */
    private static final Future<List<End>> LAST = CompletableFuture.completedFuture(List.of());

    private final ExecutorService workers;
    private final BlockingQueue<Future<List<End>>> queue;
    private final AtomicBoolean ended = new AtomicBoolean();
    private List<Job> batch = new ArrayList<>(BATCH);

    /** What any thread does. */
    public interface Job {
        /** @return what is left to be done in order */
        End work() throws IOException;
    }

    /** What is done in order, by the caller's thread. */
    public interface End {
        /**
         * Does what is left of the job.
         *
         * @throws IOException ends all: no later job is ended
         */
        void run() throws IOException;
    }

    /** Takes a job. */
    public interface Taker {
        /**
         * Takes a job; waits while as many as there may be are under way.
         *
         * @throws IOException if the jobs were given up, so that no more are wanted
         */
        void accept(Job job) throws IOException;
    }

    /** Finds all jobs. */
    public interface Finder {
        /**
         * Finds the jobs and gives them away in their order.
         *
         * @throws IOException is thrown after all jobs that were found before have been ended
         */
        void find(Taker taker) throws IOException;
    }

    /** Ends the finder because a job has failed. */
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private OrderedJobs(int threads) {
        workers = Executors.newFixedThreadPool(threads, work -> Tasks.daemon(work, "job"));
        queue = new ArrayBlockingQueue<>(WAITING * threads);
    }

    /**
     * Does all jobs. When this method returns or throws, no thread is at work any more.
     *
     * @param threads that do jobs; with one, the caller's own does it all
     * @throws IOException the first failure of a job; else that of the finder
     */
    public static void run(int threads, Finder finder) throws IOException {
        if (threads < 2) {
            finder.find(job -> job.work().run());
        } else {
            new OrderedJobs(threads).run(finder);
        }
    }

    private void run(Finder finder) throws IOException {
        FutureTask<Void> finding = new FutureTask<>(() -> {
            try {
                finder.find(this::add);
                submit();
            } catch (IOException | RuntimeException | Error e) {
                submit();
                throw e;
            } finally {
                put(LAST);
            }
            return null;
        });
        Tasks.daemon(finding, "finder").start();
        try {
            for (Future<List<End>> next = take(); next != LAST; next = take()) {
                for (End end : Tasks.result(next)) {
                    end.run();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            ended.set(true);
            waitFor(finding);
            throw e;
        } finally {
            waitForWorkers();
        }
        Tasks.result(finding);
    }

    private void add(Job job) throws IOException {
        batch.add(job);
        if (batch.size() == BATCH) {
            submit();
        }
    }

    private void submit() throws IOException {
        if (!batch.isEmpty()) {
            List<Job> jobs = batch;
            batch = new ArrayList<>(BATCH);
            put(workers.submit(() -> work(jobs)));
        }
    }

    /** Does jobs until one fails, which is told when it is its turn. */
    private List<End> work(List<Job> jobs) {
        List<End> ends = new ArrayList<>(jobs.size());
        for (int i = 0; i < jobs.size() && !ended.get(); i++) {
            try {
                ends.add(jobs.get(i).work());
            } catch (IOException | RuntimeException | Error e) {
                ends.add(failed(e));
                break;
            }
        }
        return ends;
    }

    private static End failed(Throwable failure) {
        return () -> {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw (Error) failure;
        };
    }

    private void put(Future<List<End>> next) throws IOException {
        try {
            while (!queue.offer(next, 20, TimeUnit.MILLISECONDS)) {
                if (ended.get()) {
                    throw new Ended();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Future<List<End>> take() throws IOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Waits until the finder does no longer use what the caller is about to close. */
    private static void waitFor(FutureTask<Void> finding) {
        try {
            Tasks.result(finding);
        } catch (IOException | RuntimeException e) {
            // the failure that came first in order is the one that is told
            return;
        }
    }

    /** As {@link #waitFor}, for the workers. */
    private void waitForWorkers() throws IOException {
        workers.shutdown();
        try {
            workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
