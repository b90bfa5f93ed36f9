package dev.copra.run;

import dev.copra.io.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A run over images by way of a journal beside its output: both are opened, the output is put into its place and the journal
 * removed if all goes well; otherwise the journal stays, to be resumed.
 *
 * @param name of the output; the journal of one that is no regular file is a temporary one
 * @param standardOutput for the name {@code -}
 * @param resume whether the results of an unfinished run are taken over
 * @param screen where progress is told
 */
public record JournaledRun(String name, OutputStream standardOutput, boolean resume, Progress.Screen screen) {
    /** What is done with journal and output. */
    public interface Work<T> {
        /**
         * Does the work.
         *
         * @param journal has the results of an earlier run, and takes the new ones
         * @param output is put into its place when this returns
         */
        T run(Journal journal, Progress progress, Output output) throws IOException;
    }

    /** The journal that belongs to an output. */
    public static Path beside(String name) {
        return Path.of(name + ".journal");
    }

    /**
     * Runs.
     *
     * @param fingerprint of all that decides the results
     * @param units how many units the journal has room for
     * @param total how many images are worked on
     */
    public <T> T run(String fingerprint, int units, int total, Work<T> work) throws IOException {
        boolean file = Output.isFile(name);
        try (Output output = Output.open(name, standardOutput);
                Journal journal = file
                        ? Journal.open(beside(name), fingerprint, units, resume)
                        : Journal.temporary(fingerprint, units)) {
            Progress progress = new Progress("images", total, journal.done(), screen, System::nanoTime);
            T result = work.run(journal, progress, output);
            output.commit();
            journal.delete();
            return result;
        }
    }
}
