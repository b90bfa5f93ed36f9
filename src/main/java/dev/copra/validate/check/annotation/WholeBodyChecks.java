package dev.copra.validate.check.annotation;

import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * What COCO-WholeBody adds to a person's keypoints: feet, face and hands, each as triples of x, y and visibility, boxes of
 * face and hands, and whether each of them is valid. Visibility may be a fraction there.
 */
public final class WholeBodyChecks {
    static final Code KEYPOINTS = Code.error(
            "wholebody-keypoints",
            "keypoints of a body part that are not as many triples as it has",
            "Loaders join body, feet, face and hands into 133 keypoints: with another number all behind are shifted.");
    static final Code BOX = Code.error(
            "wholebody-box",
            "a box of face or hand that is not four numbers",
            "Loaders that train faces and hands cut them out by this box.");
    static final Code VALID = Code.warning(
            "wholebody-valid",
            "a body part that is said to be valid without a labelled keypoint, or neither valid nor not",
            "Evaluation of a body part takes the persons whose part is valid; it counts as missed where nothing is labelled.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(KEYPOINTS, BOX, VALID);

    /** A part and how many keypoints it has. */
    private record Part(String keypoints, int count, String box, String valid) {}

    private static final List<Part> PARTS = List.of(
            new Part("foot_kpts", 6, null, "foot_valid"),
            new Part("face_kpts", 68, "face_box", "face_valid"),
            new Part("lefthand_kpts", 21, "lefthand_box", "lefthand_valid"),
            new Part("righthand_kpts", 21, "righthand_box", "righthand_valid"));

    private WholeBodyChecks() {}

    /** @param annotation has keypoints */
    static void check(Annotation annotation) {
        Subject subject = annotation.subject();
        // whoever has one part has all of them
        if (!subject.record().has("face_kpts") && !subject.record().has("foot_kpts")) {
            return;
        }
        for (Part part : PARTS) {
            check(annotation, part);
            if (part.box() != null && !subject.record().isNull(part.box())) {
                double[] box = subject.numbers(part.box());
                if (box == null || box.length != 4 || !Double.isFinite(box[0] + box[1] + box[2] + box[3])) {
                    annotation.report(
                            BOX,
                            part.box(),
                            part.box() + " is " + subject.record().excerpt(part.box()));
                }
            }
        }
    }

    private static void check(Annotation annotation, Part part) {
        Subject subject = annotation.subject();
        if (subject.record().isNull(part.keypoints())) {
            return;
        }
        double[] points = subject.numbers(part.keypoints());
        if (points == null || points.length != 3 * part.count() || !isFinite(points)) {
            annotation.report(
                    KEYPOINTS,
                    part.keypoints(),
                    points == null || points.length == 3 * part.count()
                            ? part.keypoints() + " is " + subject.record().excerpt(part.keypoints())
                                    + ", not a list of finite numbers"
                            : part.keypoints() + " has " + points.length + " numbers, not " + 3 * part.count());
            return;
        }
        String valid = subject.record().excerpt(part.valid());
        boolean stated = subject.record().has(part.valid());
        if (stated && !List.of("true", "false", "1", "0").contains(valid)) {
            annotation.report(VALID, part.valid(), part.valid() + " is " + valid + ", neither true nor false");
        } else if (stated && subject.record().flag(part.valid()) && KeypointChecks.labelled(points) == 0) {
            annotation.report(
                    VALID,
                    part.valid(),
                    part.valid() + " is " + valid + ", but no point of " + part.keypoints() + " is labelled");
        }
    }

    private static boolean isFinite(double[] points) {
        for (double point : points) {
            if (!Double.isFinite(point)) {
                return false;
            }
        }
        return true;
    }
}
