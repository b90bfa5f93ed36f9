package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.validate.record.Known;
import java.io.IOException;

/** Has the annotations of a document examined elsewhere than by threads of this process, as by other machines. */
public interface Examiner {
    /**
     * Takes an annotation; called in the order of the document.
     *
     * @param annotation is valid during this call
     */
    void add(CocoRecord annotation) throws IOException;

    /**
     * Has all of them examined, each by an {@link AnnotationExamination}, when the whole document was read.
     *
     * @param known what they are held against, which no one changes any more
     * @param found takes what was found, in the order in which they were added
     */
    void examine(Known known, DocumentKind kind, Found found) throws IOException;

    /** Takes what was found of the next annotation. */
    interface Found {
        /** Takes it. */
        void take(Examined examined) throws IOException;
    }
}
