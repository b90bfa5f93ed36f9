package dev.copra.cli;

import dev.copra.io.Output;
import dev.copra.run.Journal;
import dev.copra.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run over images by way of a journal beside its output: both are opened, the output is put into its place and the journal
 * removed if all goes well; otherwise the journal stays, to be resumed.
 *
 * @param name of the output; the journal of one that is no regular file is a temporary one
 * @param resume whether the results of an unfinished run are taken over
 * @param quiet whether progress is not told
 */
record JournaledRun(Console console, String name, boolean resume, boolean quiet) {
    /** What is done with journal and output. */
    interface Work<T> {
        T run(Journal journal, Progress progress, Output output) throws IOException;
    }

    /**
     * Runs.
     *
     * @param fingerprint of all that decides the results
     * @param units how many units the journal has room for
     * @param total how many images are worked on
     */
    <T> T run(String fingerprint, int units, int total, Work<T> work) throws IOException {
        boolean file = Output.isFile(name);
        if (resume && !file) {
            throw new CommandException("--resume needs an output file, with its journal beside it; add -o FILE");
        }
        try (Output output = console.open(name);
                Journal journal = file
                        ? Journal.open(beside(), fingerprint, units, resume)
                        : Journal.temporary(fingerprint, units)) {
            T result = work.run(journal, progress(total, journal.done()), output);
            output.commit();
            journal.delete();
            return result;
        }
    }

    private Path beside() {
        Path journal = Path.of(name + ".journal");
        if (!resume && Files.exists(journal) && !quiet) {
            console.err()
                    .println("copra: " + journal
                            + " is what an unfinished run left; this run starts anew (--resume would continue it)");
        }
        return journal;
    }

    private Progress progress(int total, int before) {
        // the launcher says whether standard error is one, which Java cannot tell
        boolean terminal = Boolean.getBoolean("copra.terminal") && System.getenv("NO_COLOR") == null;
        return new Progress(
                "images",
                total,
                before,
                terminal,
                quiet
                        ? null
                        : text -> {
                            console.err().print(text);
                            console.err().flush();
                        },
                System::nanoTime);
    }
}
