package dev.copra.validate.check.document;

import dev.copra.coco.CocoReader;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Section;
import dev.copra.coco.dialect.Dialect;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Known;
import java.util.List;

/** The document itself: its layout, its three lists, and what JSON readers differ about. */
public final class DocumentChecks {
    public static final Code TYPE = Code.error(
            "document-type",
            "a document that is neither an object nor a list",
            "A COCO file is an object with the lists images, annotations and categories; results are a list.");
    public static final Code SECTION_TYPE = Code.error(
            "section-type",
            "images, annotations or categories that is no list",
            "Every reader walks these lists; pycocotools ends with a TypeError.");
    public static final Code SECTION_DUPLICATE = Code.error(
            "section-duplicate",
            "images, annotations or categories given twice",
            "JSON readers keep one of the two, most the last one, and the other's records are gone.");
    public static final Code IMAGES_MISSING = Code.error(
            "images-missing",
            "a document without images",
            "Without the list nothing can be found by its image. A file that has only another format's members is no COCO.");
    public static final Code ANNOTATIONS_MISSING = Code.warning(
            "annotations-missing",
            "a document without annotations",
            "Legal for a list of test images; otherwise the file is incomplete.");
    public static final Code CATEGORIES_MISSING = Code.error(
            "categories-missing",
            "annotations with categories in a document without any",
            "pycocotools' getCatIds ends with a KeyError, and no class has a name.");
    public static final Code RECORD_TYPE = Code.error(
            "record-type",
            "a list element that is no object",
            "Images, annotations and categories are objects; pycocotools ends with a TypeError.");
    public static final Code DUPLICATE_MEMBER = Code.error(
            "duplicate-member",
            "an object with two members of one name",
            "RFC 8259 leaves open which counts: most readers take the last one, some the first, some refuse the file.");
    public static final Code BYTE_ORDER_MARK = Code.error(
                    "byte-order-mark",
                    "a byte order mark before the JSON",
                    "Python's json.load refuses the file: Unexpected UTF-8 BOM. RFC 8259 forbids writing one.")
            .fix("leaves it out");
    public static final Code NON_FINITE = Code.warning(
                    "non-finite",
                    "NaN or Infinity in the file",
                    "Python writes and reads them, but they are not JSON: JavaScript, jq, Go and most databases refuse the"
                            + " whole file.")
            .fix("writes null in their place, where a better fix does not apply");
    static final Code LINES = Code.info(
            "document-lines",
            "annotations as JSON lines",
            "Copra reads one annotation a line; pycocotools needs them in one list.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(
            TYPE,
            SECTION_TYPE,
            SECTION_DUPLICATE,
            IMAGES_MISSING,
            ANNOTATIONS_MISSING,
            CATEGORIES_MISSING,
            RECORD_TYPE,
            DUPLICATE_MEMBER,
            BYTE_ORDER_MARK,
            NON_FINITE,
            LINES);

    private DocumentChecks() {}

    /**
     * What can be said when all was read.
     *
     * @param known what the lists hold
     * @param annotated whether there are annotations
     * @param categorised whether an annotation has a category
     * @param dialect the document's
     */
    public static void check(
            CocoReader.Summary read,
            Known known,
            boolean annotated,
            boolean categorised,
            Dialect dialect,
            Findings findings) {
        if (read.kind() == DocumentKind.LINES) {
            report(findings, LINES, "these are JSON lines, which pycocotools does not read");
        } else if (read.kind() == DocumentKind.DATASET && findings.count(TYPE) == 0) {
            for (Section section : read.nulls()) {
                if (dialect.doesWithout(section.member())) {
                    continue;
                }
                String message = "\"" + section.member() + "\" is null, not a list";
                findings.add(new Finding(SECTION_TYPE, message, Place.member(section.member(), 0, 0)));
            }
            if (isMissing(Section.IMAGES, read)) {
                report(findings, IMAGES_MISSING, "there is no list \"images\"; is this a COCO file?");
            }
            if (read.lists().contains(Section.IMAGES) && known.images().size() == 0 && annotated) {
                report(findings, IMAGES_MISSING, "the list \"images\" holds none, but there are annotations");
            }
            if (isMissing(Section.ANNOTATIONS, read)) {
                report(findings, ANNOTATIONS_MISSING, "there is no list \"annotations\"");
            }
            if (read.lists().contains(Section.CATEGORIES) && known.categories().size() == 0 && categorised) {
                report(findings, CATEGORIES_MISSING, "the list \"categories\" holds none, but annotations have one");
            }
            if (isMissing(Section.CATEGORIES, read) && categorised) {
                report(
                        findings,
                        CATEGORIES_MISSING,
                        "annotations have a category_id, but there is no list \"categories\"");
            }
        }
        if (read.byteOrderMark()) {
            report(findings, BYTE_ORDER_MARK, "the file starts with a byte order mark (EF BB BF)");
        }
        // where a number is known to be in the way, that is said where it stands
        if (read.nonFinite() > 0 && findings.countEndingWith("-nonfinite") == 0) {
            report(
                    findings,
                    NON_FINITE,
                    read.nonFinite() == 1
                            ? "one number is NaN or Infinity"
                            : read.nonFinite() + " numbers are NaN or Infinity");
        }
    }

    private static boolean isMissing(Section section, CocoReader.Summary read) {
        return !read.lists().contains(section) && !read.nulls().contains(section);
    }

    private static void report(Findings findings, Code code, String message) {
        findings.add(new Finding(code, message, Place.DOCUMENT));
    }
}
