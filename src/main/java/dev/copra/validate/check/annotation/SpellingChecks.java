package dev.copra.validate.check.annotation;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Spelling;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import java.util.List;
import java.util.Set;

/** Values with one meaning only that are not written as COCO writes them: Copra reads them, most other readers do not. */
public final class SpellingChecks {
    static final Code QUOTED = Code.error(
                    "number-quoted",
                    "a number in quotes",
                    "It is a string: pycocotools and loaders end with a TypeError, or compare it as text.")
            .fix("writes the number");
    static final Code BOOLEAN = Code.error(
                    "number-boolean",
                    "true or false in place of a number",
                    "Python takes them for 1 and 0, other readers for no number at all.")
            .fix("writes 1 or 0");
    static final Code KEYPOINTS = Code.error(
                    "keypoints-nested",
                    "keypoints as lists of three numbers",
                    "COCO's keypoints are one list; COCOeval ends with a broadcast error.")
            .fix("writes one list");
    static final Code POINTS = Code.error(
                    "polygon-points",
                    "a polygon as a list of points",
                    "A polygon is one list x, y, x, y, ...; pycocotools ends with a TypeError or an exception.")
            .fix("writes one list a polygon");
    static final Code NESTED = Code.error(
                    "segmentation-nested",
                    "polygons in one list too many",
                    "A segmentation is a list of polygons; pycocotools ends with a TypeError.")
            .fix("takes the outer list away");
    static final Code RLE_LIST = Code.error(
                    "rle-in-list",
                    "an RLE in a list",
                    "pycocotools' annToRLE takes a list for polygons and ends with an exception.")
            .fix("takes the list away");
    static final Code RLE_BYTES = Code.error(
                    "rle-bytes",
                    "RLE counts as Python prints bytes: b'...'",
                    "str() was called where decode() was meant. pycocotools reads the quotes as counts: the mask is arbitrary.")
            .fix("writes the counts alone");
    static final Code RLE_BACKSLASHES = Code.error(
                    "rle-backslashes",
                    "RLE counts with doubled backslashes",
                    "They were escaped twice. pycocotools reads both: the mask is arbitrary.")
            .fix("writes one for two");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(QUOTED, BOOLEAN, KEYPOINTS, POINTS, NESTED, RLE_LIST, RLE_BYTES, RLE_BACKSLASHES);

    /** Those with a code of their own for all that is no number are not among them. */
    public static final List<String> MEMBERS = List.of("bbox", "segmentation", "keypoints", "num_keypoints");

    private SpellingChecks() {}

    /** Called when all members have been read. */
    public static void check(Annotation annotation) {
        CocoRecord record = annotation.subject().record();
        if (!record.isLoose()) {
            return;
        }
        for (String member : MEMBERS) {
            for (Spelling spelling : spellings(record, member)) {
                annotation.report(
                        code(spelling), member, member + " is " + record.excerpt(member) + ": " + spelling.label());
            }
        }
    }

    /** How a member is written, if it is not as COCO writes it. */
    public static Set<Spelling> spellings(CocoRecord record, String member) {
        CocoRecord copy = record.detach();
        try {
            read(copy, member);
            return copy.spellings();
        } catch (AnnotationException e) {
            return Set.of();
        }
    }

    /** The value of a member: numbers, a number or a segmentation. */
    public static Object read(CocoRecord record, String member) throws AnnotationException {
        return switch (member) {
            case "segmentation" -> record.segmentation();
            case "keypoints" -> record.keypoints();
            case "bbox" -> record.numbers(member);
            default -> record.number(member, Double.NaN);
        };
    }

    /** The code under which a spelling is reported. */
    public static Code code(Spelling spelling) {
        return switch (spelling) {
            case QUOTED_NUMBER -> QUOTED;
            case BOOLEAN_NUMBER -> BOOLEAN;
            case NESTED_KEYPOINTS -> KEYPOINTS;
            case POINT_PAIRS -> POINTS;
            case NESTED_POLYGON -> NESTED;
            case FLAT_POLYGON -> SegmentationChecks.FLAT;
            case RLE_IN_LIST -> RLE_LIST;
            case RLE_BYTES -> RLE_BYTES;
            case RLE_BACKSLASHES -> RLE_BACKSLASHES;
        };
    }

    /** Whether the segmentation is written as COCO writes one. */
    public static boolean hasPlainSegmentation(CocoRecord record) {
        return !record.isLoose() || spellings(record, "segmentation").isEmpty();
    }
}
