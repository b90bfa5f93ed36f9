package dev.copra.spark;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a record belongs: records of one image stand together, the image's own first, the others in the order of the document.
 *
 * @param image {@linkplain dev.copra.coco.id.Id#key() key} of the image's id; empty if the record names none
 * @param position in its list, from 0
 */
record RecordKey(String image, Kind kind, long position) implements Comparable<RecordKey>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::image)
            .thenComparing(RecordKey::kind)
            .thenComparingLong(RecordKey::position);

    /** What a record is. */
    enum Kind {
        IMAGE,
        ANNOTATION,
        /** A detection, which is evaluated against the annotations. */
        RESULT,
        /** A line that is no JSON object. */
        BROKEN
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
