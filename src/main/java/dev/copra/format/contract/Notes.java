package dev.copra.format.contract;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.ProblemSink;
import dev.copra.dataset.Ledger;
import java.io.IOException;

/**
 * Who is told what is found while a part of a data set is read or made.
 *
 * @param problems told of bad records
 * @param ledger counts what cannot be kept
 */
public record Notes(ProblemSink problems, Ledger ledger) {
    /** Tells of a bad record. */
    public void add(AnnotationException problem) throws IOException {
        problems.add(problem);
    }
}
