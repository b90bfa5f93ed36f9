package dev.copra.format;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.dataset.Ledger;
import dev.copra.run.OrderedJobs;
import java.io.IOException;

/**
 * What a source finds. While images are read ahead of being written, its problems wait with them, so that all are told in the order in
 * which one thread would.
 */
public final class SourceFindings implements ProblemSink {
    private final ProblemSink problems;
    private final Ledger ledger = new Ledger();
    private volatile OrderedJobs.Taker queue;

    /** @param problems told of all problems, by one thread at a time */
    public SourceFindings(ProblemSink problems) {
        this.problems = problems;
    }

    /** What the source could not keep. */
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void add(AnnotationException problem) throws IOException {
        if (queue == null) {
            problems.add(problem);
        } else {
            queue.accept(() -> () -> problems.add(problem));
        }
    }

    /** Tells of a problem whose turn it is. */
    void tell(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    /** From now on problems wait. @param next null for no longer */
    void wait(OrderedJobs.Taker next) {
        queue = next;
    }
}
