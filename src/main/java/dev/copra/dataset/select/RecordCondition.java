package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;

/** A condition that can be told from a record alone. */
@FunctionalInterface
public interface RecordCondition {
    /** @throws AnnotationException if the record is bad where it must be read */
    boolean holds(CocoRecord record) throws AnnotationException;
}
