package dev.copra.validate.check.annotation;

import dev.copra.coco.DocumentKind;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.List;

/** {@code keypoints}: triples of x, y and visibility (0 not labelled, 1 hidden, 2 visible), as many as the category has. */
public final class KeypointChecks {
    static final Code TYPE = Code.error(
                    "keypoints-type",
                    "keypoints that are no list of numbers",
                    "Loaders turn them into an array and fail.")
            .drop();
    static final Code TRIPLES = Code.error(
                    "keypoints-triples",
                    "keypoints that are not triples",
                    "Each is x, y, visibility; with another count all behind it are shifted.")
            .drop();
    public static final Code COUNT = Code.error(
                    "keypoints-count",
                    "another number of keypoints than the category has",
                    "Arrays of different lengths cannot be put together: COCOeval and loaders end with a broadcast error.")
            .drop();
    static final Code VISIBILITY = Code.error(
            "keypoints-visibility",
            "a visibility that is not 0, 1 or 2",
            "0 is not labelled, 1 hidden, 2 visible; another number is a score or a shifted coordinate.");
    public static final Code NUMBER_MISSING = Code.error(
                    "num-keypoints-missing",
                    "keypoints without num_keypoints",
                    "COCOeval ends with a KeyError; detectron2's filter, too.")
            .fix("counts them");
    public static final Code NUMBER = Code.warning(
                    "num-keypoints",
                    "a num_keypoints that is not the number of labelled keypoints",
                    "With 0 COCOeval ignores the object, with another number it may count one that has none.")
            .assume("the visibilities are right", "counts the labelled ones");
    public static final Code OUTSIDE = Code.warning(
                    "keypoints-outside",
                    "a labelled keypoint outside its image",
                    "It cannot be seen there; heat maps have no place for it.")
            .assume("the image has its size", "moves the keypoint to its edge");
    static final Code NON_FINITE = Code.error(
            "keypoints-nonfinite",
            "a keypoint with NaN or Infinity",
            "One of them makes the similarity of the whole object NaN, and heat maps have no place for it.");
    static final Code AREA = Code.error(
            "keypoints-area",
            "labelled keypoints of an object whose area is 0",
            "COCOeval divides distances by the area: with 0 no keypoint but the very same one is near enough, and the object"
                    + " can only be missed.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(TYPE, TRIPLES, COUNT, VISIBILITY, NUMBER_MISSING, NUMBER, OUTSIDE, NON_FINITE, AREA);

    private KeypointChecks() {}

    /** Checks the keypoints and their number. */
    public static void check(Annotation annotation, DocumentKind kind) {
        Subject subject = annotation.subject();
        if (subject.record().isNull("keypoints")) {
            return;
        }
        WholeBodyChecks.check(annotation);
        double[] points = subject.keypoints();
        if (points == null) {
            annotation.report(
                    TYPE,
                    "keypoints",
                    "keypoints is " + subject.record().excerpt("keypoints") + ", not a list of numbers");
            return;
        }
        if (points.length == 0) {
            return;
        }
        if (points.length % 3 != 0) {
            annotation.report(
                    TRIPLES, "keypoints", "keypoints has " + points.length + " numbers, which are no triples");
            return;
        }
        int declared = annotation.categorySlot() < 0 ? -1 : annotation.known().keypoints(annotation.categorySlot());
        // an empty list of names says nothing
        if (declared > 0 && points.length != 3 * declared) {
            annotation.report(COUNT, "keypoints", points.length / 3 + " keypoints, but the category has " + declared);
            return;
        }
        for (double value : points) {
            if (!Double.isFinite(value)) {
                annotation.report(NON_FINITE, "keypoints", "keypoints holds " + value);
                return;
            }
        }
        if (kind == DocumentKind.DATASET) {
            checkVisibility(annotation, points);
            checkNumber(annotation, points);
            checkArea(annotation, points);
        }
    }

    private static void checkArea(Annotation annotation, double[] points) {
        int labelled = labelled(points);
        if (labelled > 0 && !annotation.crowd() && annotation.subject().number("area") == 0) {
            annotation.report(AREA, "area", "area is 0, but " + labelled + " keypoints are labelled");
        }
    }

    private static void checkVisibility(Annotation annotation, double[] points) {
        for (int i = 2; i < points.length; i += 3) {
            if (points[i] != 0 && points[i] != 1 && points[i] != 2) {
                annotation.report(
                        VISIBILITY,
                        "keypoints",
                        "keypoint " + i / 3 + " has the visibility " + NumberText.of(points[i]));
                return;
            }
        }
        for (int i = 0; i < points.length && annotation.hasSize(); i += 3) {
            if (isOutside(points, i, annotation.width(), annotation.height())) {
                annotation.report(
                        OUTSIDE,
                        "keypoints",
                        "keypoint " + i / 3 + " at " + NumberText.of(points[i]) + ", "
                                + NumberText.of(points[i + 1]) + " is outside the image of " + annotation.width()
                                + " x " + annotation.height() + " (width x height)");
                return;
            }
        }
    }

    /** Whether a labelled keypoint is outside the image by more than a pixel. */
    public static boolean isOutside(double[] points, int at, int width, int height) {
        double beyond =
                Math.max(Math.max(-points[at], -points[at + 1]), Math.max(points[at] - width, points[at + 1] - height));
        return points[at + 2] > 0 && !(beyond <= BoxChecks.OUTSIDE_TOLERANCE);
    }

    private static void checkNumber(Annotation annotation, double[] points) {
        int labelled = labelled(points);
        double stated = annotation.subject().number("num_keypoints");
        // what is no number states nothing
        if (annotation.subject().record().isNull("num_keypoints")
                || Double.isNaN(stated)
                || Double.isInfinite(stated)) {
            annotation.report(
                    NUMBER_MISSING, "num_keypoints", "there is no number of keypoints; " + labelled + " are labelled");
        } else if (stated != labelled) {
            annotation.report(
                    NUMBER,
                    "num_keypoints",
                    "num_keypoints is " + annotation.subject().record().excerpt("num_keypoints") + ", but " + labelled
                            + " keypoints are labelled");
        }
    }

    /** How many keypoints have a visibility above 0. */
    public static int labelled(double[] points) {
        int labelled = 0;
        for (int i = 2; i < points.length; i += 3) {
            labelled += points[i] > 0 ? 1 : 0;
        }
        return labelled;
    }
}
