package dev.copra.evaluate.read;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;

/** Members that every object must have, read with an eye on what evaluation needs of them. */
public final class RecordFields {
    private RecordFields() {}

    /** An id that must be there. */
    public static Id id(CocoRecord record, String name) throws AnnotationException {
        Id id = record.id(name);
        if (!id.present()) {
            throw record.wrong(name.replace('_', '-'), "there is no " + name);
        }
        return id;
    }

    /** The box as x, y, width, height; null if there is none or it is the empty list. */
    static double[] box(CocoRecord record) throws AnnotationException {
        double[] box = record.numbers("bbox");
        if (box == null || box.length == 0) {
            return null;
        }
        if (box.length != 4) {
            throw record.wrong("bbox-length", "bbox has " + box.length + " numbers instead of 4");
        }
        for (double number : box) {
            if (!Double.isFinite(number)) {
                throw record.wrong("bbox-nonfinite", "bbox has the number " + number);
            }
        }
        return box;
    }

    /** The box, which must be there. */
    static double[] requiredBox(CocoRecord record) throws AnnotationException {
        double[] box = box(record);
        if (box == null) {
            throw record.wrong("bbox-missing", "there is no bbox");
        }
        return box;
    }

    /** Joints as x, y, visibility of each. */
    static double[] joints(CocoRecord record) throws AnnotationException {
        double[] joints = record.keypoints();
        if (joints == null) {
            throw record.wrong("keypoints-missing", "there are no keypoints");
        }
        if (joints.length == 0 || joints.length % 3 != 0) {
            throw record.wrong("keypoints-length", "keypoints has " + joints.length + " numbers, no triples");
        }
        for (double number : joints) {
            if (!Double.isFinite(number)) {
                throw record.wrong("keypoints-nonfinite", "keypoints has the number " + number);
            }
        }
        return joints;
    }
}
