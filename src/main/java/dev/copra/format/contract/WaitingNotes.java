package dev.copra.format.contract;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is found of an image until it is its turn. */
final class WaitingNotes {
    private final List<AnnotationException> problems = new ArrayList<>(0);
    private final Ledger ledger = new Ledger();

    /** Told of what waits. */
    Notes notes() {
        return new Notes(problems::add, ledger);
    }

    /** Tells all of it. */
    void tell(Notes to) throws IOException {
        for (AnnotationException problem : problems) {
            to.add(problem);
        }
        to.ledger().add(ledger);
    }
}
