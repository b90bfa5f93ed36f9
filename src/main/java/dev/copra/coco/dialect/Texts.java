package dev.copra.coco.dialect;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;

/** Members that are texts. */
final class Texts {
    private Texts() {}

    /** A string, or an empty one if the member is absent or something else. */
    static String of(CocoRecord record, String member) {
        try {
            String text = record.text(member);
            return text == null ? "" : text;
        } catch (AnnotationException e) {
            return "";
        }
    }
}
