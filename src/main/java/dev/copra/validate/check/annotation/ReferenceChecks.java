package dev.copra.validate.check.annotation;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.check.dialect.VideoChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/** What an annotation says about its image, its category and being a crowd. */
public final class ReferenceChecks {
    public static final Code IMAGE_MISSING = Code.error(
                    "annotation-image-missing",
                    "an annotation without image_id",
                    "pycocotools' createIndex ends with a KeyError.")
            .drop();
    static final Code IMAGE_TYPE = Code.error(
                    "annotation-image-type",
                    "an image_id that is neither a whole number nor a string",
                    "It cannot be an image's id.")
            .drop();
    static final Code IMAGE_UNKNOWN = Code.error(
                    "annotation-image-unknown",
                    "an annotation of an image that is not in the file",
                    "pycocotools never evaluates it and annToRLE ends with a KeyError; others drop it without a word.")
            .drop();
    public static final Code IMAGE_QUOTED = Code.error(
                    "annotation-image-quoted",
                    "an image_id that differs from its image's id by quotes only",
                    "Readers take 1 and \"1\" for two ids: the annotation belongs to no image.")
            .fix("writes it as the image does");
    public static final Code CATEGORY_QUOTED = Code.error(
                    "annotation-category-quoted",
                    "a category_id that differs from its category's id by quotes only",
                    "Readers take 1 and \"1\" for two ids: the annotation belongs to no category.")
            .fix("writes it as the category does");
    public static final Code CATEGORY_MISSING = Code.error(
                    "annotation-category-missing",
                    "an annotation without category_id",
                    "pycocotools' createIndex ends with a KeyError.")
            .drop();
    static final Code CATEGORY_TYPE = Code.error(
                    "annotation-category-type",
                    "a category_id that is neither a whole number nor a string",
                    "It cannot be a category's id.")
            .drop();
    static final Code CATEGORY_UNKNOWN = Code.error(
                    "annotation-category-unknown",
                    "an annotation of a category that is not declared",
                    "pycocotools never evaluates it; detectron2 ends with a KeyError, mmdetection drops it without a word.")
            .drop();
    public static final Code CROWD_MISSING = Code.error(
                    "iscrowd-missing",
                    "an annotation without iscrowd",
                    "COCOeval and torchvision's reference end with a KeyError when they come to it.")
            .fix("sets it to 0");
    public static final Code CROWD_VALUE = Code.error(
                    "iscrowd-value",
                    "an iscrowd that is neither 0 nor 1",
                    "COCOeval takes every value but 0 for a crowd, even the string \"0\", and leaves the object out.")
            .fix("writes \"0\", null and NaN as 0, \"1\" as 1");
    public static final Code CROWD_BOOLEAN = Code.info(
                    "iscrowd-boolean",
                    "an iscrowd that is true or false",
                    "Python takes true for 1 and false for 0, COCO Annotator writes them; stricter readers want a number.")
            .fix("writes 0 or 1");
    /** The share of crowds that no annotator draws. */
    private static final double ALMOST_ALL = .95;

    public static final Code CROWD_ALL = Code.warning(
                    "iscrowd-all",
                    "a file of which nearly all annotations are crowds",
                    "CVAT and Datumaro write every mask with iscrowd 1. Readers leave crowds out: training sees no object, and"
                            + " AP counts none.")
            .assume("no annotation is meant as a crowd", "sets iscrowd to 0 in all of them")
            .ofTheFile();

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(
            IMAGE_MISSING,
            IMAGE_TYPE,
            IMAGE_UNKNOWN,
            IMAGE_QUOTED,
            CATEGORY_QUOTED,
            CATEGORY_MISSING,
            CATEGORY_TYPE,
            CATEGORY_UNKNOWN,
            CROWD_MISSING,
            CROWD_VALUE,
            CROWD_BOOLEAN,
            CROWD_ALL);

    private ReferenceChecks() {}

    /** @param images whether the images are known @param categories whether the categories are known */
    public static void check(Annotation annotation, boolean images, boolean categories) {
        Subject subject = annotation.subject();
        if (annotation.perFrame()) {
            VideoChecks.checkReference(annotation);
        } else if (subject.record().isNull("image_id")) {
            annotation.report(IMAGE_MISSING, "image_id", "there is no image_id");
        } else if (!annotation.image().present()) {
            annotation.report(
                    IMAGE_TYPE, "image_id", "image_id is " + subject.record().excerpt("image_id") + ", which is no id");
        } else if (images && annotation.imageSlot() < 0) {
            Id twin = twin(annotation.image(), annotation.known().images());
            annotation.report(
                    twin == null ? IMAGE_UNKNOWN : IMAGE_QUOTED,
                    "image_id",
                    "there is no image with the id " + annotation.image()
                            + (twin == null ? "" : ", but one with the id " + twin));
        }
        if (annotation.plain() && !annotation.perFrame()) {
            return;
        }
        if (subject.record().isNull("category_id")) {
            annotation.report(CATEGORY_MISSING, "category_id", "there is no category_id");
        } else if (!annotation.category().present()) {
            annotation.report(
                    CATEGORY_TYPE,
                    "category_id",
                    "category_id is " + subject.record().excerpt("category_id") + ", which is no id");
        } else if (categories && annotation.categorySlot() < 0) {
            Id twin = twin(annotation.category(), annotation.known().categories());
            annotation.report(
                    twin == null ? CATEGORY_UNKNOWN : CATEGORY_QUOTED,
                    "category_id",
                    "there is no category with the id " + annotation.category()
                            + (twin == null ? "" : ", but one with the id " + twin));
        }
    }

    /** An id of the table that differs from this one by its quotes only, or null. */
    public static Id twin(Id id, IdTable table) {
        Id twin = null;
        if (id.isLong()) {
            twin = Id.of(Long.toString(id.number()));
        } else if (id.isString()) {
            try {
                Id number = Id.of(Long.parseLong(id.text()));
                twin = number.text().equals(id.text()) ? number : null;
            } catch (NumberFormatException e) {
                // a name
            }
        }
        return twin != null && table.find(twin) >= 0 ? twin : null;
    }

    /** {@code iscrowd}, which results do without. */
    public static void checkCrowd(Annotation annotation) {
        Subject subject = annotation.subject();
        if (annotation.plain()) {
            return;
        }
        if (!subject.record().has("iscrowd")) {
            annotation.report(CROWD_MISSING, "iscrowd", "there is no iscrowd");
            return;
        }
        char first = subject.record().first("iscrowd");
        if (first == 't' || first == 'f') {
            annotation.report(
                    CROWD_BOOLEAN, "iscrowd", "iscrowd is " + subject.record().excerpt("iscrowd"));
            return;
        }
        double value = subject.isNumber("iscrowd") ? subject.number("iscrowd") : Double.NaN;
        if (value != 0 && value != 1) {
            annotation.report(
                    CROWD_VALUE, "iscrowd", "iscrowd is " + subject.record().excerpt("iscrowd") + ", neither 0 nor 1");
        }
    }

    /** What an iscrowd that is no number means as one, or null if it cannot be told. */
    public static Integer crowdOf(String text) {
        return switch (text) {
            case "\"0\"", "false", "null", "NaN", "Infinity", "-Infinity" -> 0;
            case "\"1\"", "true" -> 1;
            default -> null;
        };
    }

    /** Says so if nearly all annotations of a file are crowds. */
    public static void finishCrowds(long crowds, long annotations, Findings findings) {
        if (annotations > 0 && crowds >= ALMOST_ALL * annotations) {
            findings.add(new Finding(
                    CROWD_ALL,
                    crowds + " of " + annotations
                            + (annotations == 1 ? " annotation is a crowd" : " annotations are crowds")
                            + ", as CVAT writes masks; readers leave crowds out",
                    Place.member("annotations", 0, 0)));
        }
    }
}
