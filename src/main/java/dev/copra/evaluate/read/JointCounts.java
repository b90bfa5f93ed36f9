package dev.copra.evaluate.read;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.util.HashMap;
import java.util.Map;

/** Sees that all objects of a category have as many joints as the first of them. */
final class JointCounts {
    private final Map<Id, Integer> numbers = new HashMap<>();

    /**
     * @param joints three numbers each
     * @throws AnnotationException if there are more or fewer than before
     */
    void check(CocoRecord record, Id category, double[] joints) throws AnnotationException {
        Integer before = numbers.putIfAbsent(category, joints.length);
        if (before != null && before != joints.length) {
            throw record.wrong(
                    "keypoints-length",
                    "keypoints has " + joints.length + " numbers, others of its category before it " + before);
        }
    }
}
