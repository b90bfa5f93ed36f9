package dev.copra.validate;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.run.Pool;
import dev.copra.validate.check.AnnotationFamilies;
import dev.copra.validate.check.annotation.BoxGuess;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.dialect.PanopticPictureChecks;
import dev.copra.validate.consumer.ConsumerChecks;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.List;

/** Finds what annotations show each for itself, whatever the others are: what most of a validation's time goes to. Thread-safe. */
public final class AnnotationExamination {
    private final Known known;
    private final DocumentKind kind;
    private final ConsumerChecks consumers;
    /** Null if no folder of pictures is known. */
    private final PanopticPictureChecks pictures;

    private final Pool<PolygonChecks> polygons = new Pool<>(PolygonChecks::new);

    AnnotationExamination(Known known, DocumentKind kind, ConsumerChecks consumers, PanopticPictureChecks pictures) {
        this.known = known;
        this.kind = kind;
        this.consumers = consumers;
        this.pictures = pictures;
    }

    /**
     * Examines without files of images.
     *
     * @param known what the annotations are held against; only read
     * @param consumers names of programs that shall read the document
     */
    public AnnotationExamination(Known known, DocumentKind kind, List<String> consumers) {
        this(known, kind, new ConsumerChecks(consumers), null);
    }

    /** Examines an annotation. @param record stays valid */
    public Examined of(CocoRecord record) {
        Annotation annotation = new Annotation(new Subject(record, kind), known);
        PolygonChecks scratch = polygons.take();
        try {
            AnnotationFamilies.check(annotation, scratch, kind);
            if (pictures != null && annotation.plain() && record.has("segments_info")) {
                pictures.check(annotation);
            }
        } finally {
            polygons.giveBack(scratch);
        }
        // the consumers' loaders read data sets
        int keepers = kind == DocumentKind.DATASET ? consumers.check(annotation) : 0;
        return new Examined(annotation.checked(kind), BoxGuess.vote(annotation), keepers);
    }
}
