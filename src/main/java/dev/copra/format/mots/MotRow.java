package dev.copra.format.mots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Instance;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.DecimalSums;
import dev.copra.format.text.NumberTexts;
import dev.copra.mask.Box;
import java.util.Arrays;
import java.util.Set;

/**
 * A row: frame, track, left, top, width, height, confidence, class and visibility, of which the last three may be absent. Frames, tracks and
 * pixels are counted from 1, so the box of the first pixel is 1, 1, 1, 1. A track of -1 is none. Where the last three columns of ten are no
 * class and visibility, they are a place in the world.
 */
record MotRow(int frame, Instance.Builder instance, Long classId) {
    static final String VISIBILITY = "visibility";
    static final String IGNORED = "ignored";

    private static final int BOX = 2;
    private static final int CONFIDENCE = 6;
    private static final int CLASS = 7;
    private static final int SEEN = 8;
    private static final int MOST = 10;

    /** What stands for an unknown number. */
    private static final double UNKNOWN = -1;

    /** Values of the confidence in the truth that are no score. */
    private static final Set<Double> FLAGS = Set.of(0.0, 1.0, UNKNOWN);

    static boolean looksLikeRow(String line) {
        String[] words = words(line);
        return words.length >= CONFIDENCE
                && words.length <= MOST
                && Arrays.stream(words).allMatch(NumberTexts::isNumber)
                && isCount(words[0], 1);
    }

    private static String[] words(String line) {
        return line.replace("\uFEFF", "").strip().split("\\s*,\\s*");
    }

    /** Whether a text is a whole number; some programs write 1.0 or 1e0. */
    private static boolean isCount(String text, double least) {
        double number = NumberTexts.parse(text);
        return number == Math.rint(number) && number >= least && number <= Integer.MAX_VALUE;
    }

    /**
     * Reads a row.
     *
     * @param isTruth whether the confidence is a flag
     * @param place file and line, for messages
     */
    static MotRow read(String line, boolean isTruth, TrackClasses classes, String place) throws AnnotationException {
        String[] words = words(line);
        if (words.length < CONFIDENCE || words.length > MOST) {
            throw new AnnotationException(
                    "mot-row",
                    place,
                    "the row has " + words.length + " columns, not 6 to 10: frame, track, left, top, width, height,"
                            + " confidence, class, visibility");
        }
        for (int i = 0; i < words.length; i++) {
            if (!NumberTexts.isNumber(words[i])) {
                throw new AnnotationException(
                        "mot-number", place, "column " + (i + 1) + ": '" + words[i] + "' is not a number");
            }
        }
        if (!isCount(words[0], 1)) {
            throw new AnnotationException(
                    "mot-frame", place, "'" + words[0] + "' is no frame; they are counted from 1");
        }
        if (!isCount(words[1], UNKNOWN)) {
            throw new AnnotationException(
                    "mot-track", place, "'" + words[1] + "' is no track; it is a whole number, or -1 for none");
        }
        long track = (long) NumberTexts.parse(words[1]);
        Instance.Builder instance =
                Instance.builder().box(box(words, place)).track(track == UNKNOWN ? Id.NONE : Id.of(track));
        if (words.length > CONFIDENCE) {
            confidence(NumberTexts.parse(words[CONFIDENCE]), isTruth, instance);
        }
        return new MotRow((int) NumberTexts.parse(words[0]), instance, classAndRest(words, classes, instance, place));
    }

    private static Box box(String[] words, String place) throws AnnotationException {
        double[] box = new double[4];
        for (int i = 0; i < 4; i++) {
            box[i] = NumberTexts.parse(words[BOX + i]);
            if (!Plausible.isPosition(box[i])) {
                throw new AnnotationException(
                        "mot-box", place, "the box reaches to " + words[BOX + i] + ", where no pixel is");
            }
        }
        if (box[2] < 0 || box[3] < 0) {
            throw new AnnotationException("mot-box", place, "the box has a negative side");
        }
        return new Box(DecimalSums.minus(box[0], 1), DecimalSums.minus(box[1], 1), box[2], box[3]);
    }

    private static void confidence(double confidence, boolean isTruth, Instance.Builder instance) {
        if (isTruth && confidence == 0) {
            instance.attribute(IGNORED, BooleanNode.TRUE);
        }
        if (confidence != UNKNOWN && !(isTruth && FLAGS.contains(confidence))) {
            instance.score(confidence);
        }
    }

    /** The class, or null if it is not stated. */
    private static Long classAndRest(String[] words, TrackClasses classes, Instance.Builder instance, String place)
            throws AnnotationException {
        if (words.length <= CLASS) {
            return null;
        }
        double stated = NumberTexts.parse(words[CLASS]);
        Long id = isCount(words[CLASS], 0) ? Long.valueOf((long) stated) : null;
        boolean known = id != null && classes.position(id) != null;
        double seen = words.length > SEEN ? NumberTexts.parse(words[SEEN]) : UNKNOWN;
        boolean mayBeSeen = seen == UNKNOWN || seen >= 0 && seen <= 1;
        if (words.length == MOST && stated != UNKNOWN && !(known && mayBeSeen)) {
            instance.attribute(
                    "world",
                    JsonNodeFactory.instance.arrayNode().add(stated).add(seen).add(NumberTexts.parse(words[MOST - 1])));
            return null;
        }
        if (stated != UNKNOWN && !known) {
            throw new AnnotationException("mot-class", place, "class " + words[CLASS] + " has no name");
        }
        if (isStated(seen)) {
            instance.attribute(VISIBILITY, NumberTexts.node(words[SEEN]));
        }
        return id;
    }

    /** Whether a visibility is not what all rows have. */
    private static boolean isStated(double seen) {
        return seen != UNKNOWN && seen != 1;
    }

    /** A row without its frame, track and class, and what of its instance it holds. */
    record Written(String box, String confidence, String visibility, boolean holdsScore, boolean holdsAttributes) {
        /** A row of the truth. */
        String truth(int frame, long track, long classId) {
            return frame + "," + track + "," + box + "," + confidence + "," + classId + "," + visibility + "\n";
        }

        /** A row of a detection. */
        String detection(int frame, long classId) {
            return frame + ",-1," + box + "," + confidence + "," + classId + ",-1\n";
        }
    }

    static Written write(Box box, Instance instance) {
        String place = NumberTexts.of(DecimalSums.plus(box.x(), 1))
                + ","
                + NumberTexts.of(DecimalSums.plus(box.y(), 1))
                + ","
                + NumberTexts.of(box.width())
                + ","
                + NumberTexts.of(box.height());
        JsonNode seen = instance.attributes().get(VISIBILITY);
        String visibility = seen != null && seen.isNumber() ? NumberTexts.of(seen) : "";
        boolean holdsSeen = NumberTexts.isNumber(visibility)
                && isStated(NumberTexts.parse(visibility))
                && NumberTexts.node(visibility).equals(seen);
        boolean ignored = BooleanNode.TRUE.equals(instance.attributes().get(IGNORED));
        boolean holdsScore = !instance.hasScore() || !ignored && !FLAGS.contains(instance.score());
        int held = (holdsSeen ? 1 : 0) + (ignored ? 1 : 0);
        return new Written(
                place,
                ignored ? "0" : instance.hasScore() && holdsScore ? NumberTexts.of(instance.score()) : "1",
                holdsSeen ? visibility : "1",
                holdsScore,
                instance.attributes().size() == held);
    }
}
