package dev.copra.run;

import java.io.IOException;

/**
 * Works off units on several threads and puts the results into a journal. Memory is bounded by the threads: each has one unit
 * at work. The journal's order is not the units', so that no thread waits for another; whoever reads it asks by unit.
 */
public final class ParallelRun {
    private ParallelRun() {}

    /** The work on one unit. Called from several threads at once. */
    public interface Work {
        /**
         * Works off a unit; called by several threads.
         *
         * @throws IOException ends the run
         */
        Result on(int unit) throws IOException;
    }

    /**
     * What the journal gets of a unit.
     *
     * @param failed whether it stands in for a result, and is to be tried again when the run is resumed
     */
    public record Result(byte[] bytes, boolean failed) {}

    /**
     * Works off the units that the journal does not have yet.
     *
     * @throws IOException the first failure; the units done by then are in the journal
     */
    public static void run(Journal journal, int[] units, int threads, Work work, Progress progress) throws IOException {
        Workers.run(threads, units.length, worker -> piece -> {
            int unit = units[piece];
            if (!journal.has(unit)) {
                Result result = work.on(unit);
                journal.put(unit, result.bytes(), result.failed());
                progress.step();
            }
        });
    }
}
