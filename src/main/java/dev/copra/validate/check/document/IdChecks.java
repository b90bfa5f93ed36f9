package dev.copra.validate.check.document;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Subject;
import java.util.ArrayList;
import java.util.List;

/** The {@code id} of records: present, a whole number, unlike the others. One family for each of the three lists. */
public final class IdChecks {
    private static final long EXACT_DOUBLE = 1L << 53;

    private final String what;
    private final Code missing;
    private final Code type;
    private final Code string;
    private final Code negative;
    private final Code duplicate;
    private final Code zero;
    private final Code large;

    private IdChecks(
            String what, Code missing, Code type, Code string, Code negative, Code duplicate, Code zero, Code large) {
        this.what = what;
        this.missing = missing;
        this.type = type;
        this.string = string;
        this.negative = negative;
        this.duplicate = duplicate;
        this.zero = zero;
        this.large = large;
    }

    /** pycocotools' {@code createIndex} needs ids of images; the last of equal ones wins, and the others' size is lost. */
    public static final IdChecks IMAGES = new IdChecks(
            "image",
            Code.error("image-id-missing", "an image without an id", "pycocotools' createIndex ends with a KeyError.")
                    .drop(),
            Code.error(
                            "image-id-type",
                            "an image id that is no whole number",
                            "An id is the key by which annotations find their image; fractions, true and lists are no keys.")
                    .drop(),
            Code.info(
                    "image-id-string",
                    "an image id that is a string",
                    "COCO's ids are numbers; an annotation's 12 does not find the image \"12\", and many readers want an int."),
            negative("image"),
            Code.error(
                            "image-id-duplicate",
                            "two images with one id",
                            "Readers keep the last one: the other image disappears, and its masks get the wrong size.")
                    .dropUnlessEqual(),
            Code.info(
                    "image-id-zero",
                    "an image with the id 0",
                    "Legal, and pycocotools reads it; code that asks 'if image_id:' takes it for none. COCO's ids are above 0."),
            null);

    /** Ids of categories. */
    public static final IdChecks CATEGORIES = new IdChecks(
            "category",
            Code.error(
                            "category-id-missing",
                            "a category without an id",
                            "pycocotools' createIndex ends with a KeyError.")
                    .drop(),
            Code.error(
                            "category-id-type",
                            "a category id that is no whole number",
                            "An id is the key by which annotations name their class; fractions, true and lists are no keys.")
                    .drop(),
            Code.info(
                    "category-id-string",
                    "a category id that is a string",
                    "COCO's ids are numbers; an annotation's 3 does not find the category \"3\"."),
            negative("category"),
            Code.error(
                            "category-id-duplicate",
                            "two categories with one id",
                            "Readers keep the last one: the other class disappears and its objects change their class.")
                    .dropUnlessEqual(),
            Code.info(
                            "category-id-zero",
                            "a category with the id 0",
                            "Datumaro and CVAT take 0 for 'no label', converters that subtract 1 get -1, and detectors that"
                                    + " keep 0 for the background lose the class. COCO counts from 1.")
                    .assume(
                            "nothing outside the file uses the id",
                            "gives it the next free id, in the annotations too"),
            null);

    /** Ids of annotations. */
    public static final IdChecks ANNOTATIONS = new IdChecks(
            "annotation",
            Code.error(
                            "annotation-id-missing",
                            "an annotation without an id",
                            "pycocotools' createIndex ends with a KeyError.")
                    .fix("gives it the next free id"),
            Code.error(
                            "annotation-id-type",
                            "an annotation id that is no whole number",
                            "COCOeval keeps ids in an array of doubles; lists and words end it, fractions surprise others.")
                    .assume("nothing uses the id", "gives it the next free one"),
            Code.error(
                            "annotation-id-string",
                            "an annotation id that is a string",
                            "COCOeval keeps ids in an array of doubles and ends with a ValueError.")
                    .assume("nothing uses the id", "gives it the next free one"),
            negative("annotation"),
            Code.error(
                            "annotation-id-duplicate",
                            "two annotations with one id",
                            "pycocotools keeps the last one and counts it twice; the other is never found. Perfect results then"
                                    + " score an AP far below 1.")
                    .fix(
                            "gives the later ones the next free ids, unless something in the file refers to annotations by their"
                                    + " ids (then as an unsafe fix only); drops those that are equal in every byte"),
            Code.error(
                            "annotation-id-zero",
                            "an annotation with the id 0",
                            "COCOeval writes the id of the match into an array in which 0 means 'no match': the object counts"
                                    + " as missed however well it is found, and AP falls without a word. Roboflow, Label Studio and makesense.ai"
                                    + " count from 0.")
                    .fix(
                            "gives it the next free id, unless something in the file refers to annotations by their ids (then"
                                    + " as an unsafe fix only)"),
            Code.info(
                            "annotation-id-large",
                            "an annotation id beyond 2^53",
                            "COCOeval and JavaScript keep ids as doubles, in which neighbouring ids become the same.")
                    .assume("nothing uses the id", "gives it the next free one"));

    /** That an id is a string. */
    public Code string() {
        return string;
    }

    /** That an id is 0; null if it may be. */
    public Code zero() {
        return zero;
    }

    /** That an id is an earlier one's. */
    public Code duplicate() {
        return duplicate;
    }

    private static Code negative(String what) {
        return Code.warning(
                what + "-id-negative",
                "a negative " + what + " id",
                "Legal JSON, but -1 is what many readers write for 'none'.");
    }

    /** All that this family reports. */
    public List<Code> codes() {
        List<Code> codes = new ArrayList<>(List.of(missing, type, string, negative, duplicate));
        if (zero != null) {
            codes.add(zero);
        }
        if (large != null) {
            codes.add(large);
        }
        return codes;
    }

    /** @param seen the ids before this one; takes it in */
    public void check(Subject subject, IdSet seen) {
        // what is no number names nothing
        if (subject.record().isNull("id") || isNotANumber(subject.record())) {
            subject.report(missing, "id", "this " + what + " has no id");
            return;
        }
        Id id = subject.id("id");
        if (!id.present()) {
            subject.report(type, "id", "the id is " + subject.record().excerpt("id") + ", not a whole number");
            return;
        }
        if (!seen.add(id)) {
            subject.report(duplicate, "id", "the id " + id + " is that of an earlier " + what);
        }
        if (id.isString()) {
            subject.report(string, "id", "the id is the string " + id);
        } else if (id.text().startsWith("-")) {
            subject.report(negative, "id", "the id is " + id);
        } else if (id.isLong() && id.number() == 0 && zero != null) {
            subject.report(zero, "id", "the id is 0");
        } else if ((!id.isLong() || id.number() > EXACT_DOUBLE) && large != null) {
            subject.report(large, "id", "the id is " + id);
        }
    }

    private static boolean isNotANumber(CocoRecord record) {
        char first = record.first("id");
        return first == 'N' || first == 'I' || first == '-' && record.isJson("id", "-Infinity");
    }
}
