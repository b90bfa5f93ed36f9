package dev.copra.coco;

import java.io.IOException;

/**
 * Tells what becomes of annotations, ahead of their turn: from nothing but the record and what was learnt before the annotations. One thread
 * at a time uses it.
 */
public interface AnnotationEditor {

    /**
     * Looks at a record, whose {@link CocoRecord#index() index}, {@link CocoRecord#line() line} and {@link CocoRecord#column() column} may
     * not be known yet. It may be one that does not come to its turn, so nothing is counted here.
     *
     * @throws AnnotationException if the record is bad; the visitor is asked for it again, in its turn
     */
    Answer answer(CocoRecord annotation) throws AnnotationException, IOException;

    /**
     * What is done with a record.
     *
     * @param edit what becomes of it, which is written ahead of its turn
     * @param inTurn counts what is to be counted, when the records before it are done
     */
    record Answer(Edit edit, Runnable inTurn) {
        /** What becomes of the record, which is counted now. */
        public Edit take() {
            inTurn.run();
            return edit;
        }
    }
}
