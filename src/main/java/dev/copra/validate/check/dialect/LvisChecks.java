package dev.copra.validate.check.dialect;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * What LVIS adds: each image lists the categories that it has none of and those of which not everything is annotated; each
 * category says how frequent it is.
 */
public final class LvisChecks {
    static final Code LISTS = Code.error(
            "lvis-lists",
            "an image whose lists of categories are missing or no lists of categories",
            "lvis-api reads neg_category_ids and not_exhaustive_category_ids of every image: without them it ends with a"
                    + " KeyError, and an unknown category in them has no effect.");
    static final Code NEGATIVE = Code.warning(
            "lvis-negative",
            "an annotation of a category that its image says to have none of",
            "A category in neg_category_ids was verified to be absent; one of the two is wrong.");
    static final Code FREQUENCY = Code.error(
            "lvis-frequency",
            "a category whose frequency is not r, c or f",
            "lvis-api averages AP over rare (r), common (c) and frequent (f) categories and ends with a ValueError.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(LISTS, NEGATIVE, FREQUENCY);

    private static final List<String> MEMBERS = List.of("neg_category_ids", "not_exhaustive_category_ids");

    /** The categories that images list, and the first image of each. */
    private final IdTable listed = new IdTable();

    private final List<Subject> firstImages = new ArrayList<>();
    private final List<Id> ids = new ArrayList<>();
    private Subject without;
    private long lacking;

    /** Checks that an image has both lists, and that they are lists. Called in the order of the document. */
    public void checkImage(Subject image) {
        boolean any = image.record().has(MEMBERS.get(0)) || image.record().has(MEMBERS.get(1));
        if (!any) {
            note(image);
            return;
        }
        for (String member : MEMBERS) {
            if (image.record().first(member) != '[') {
                image.report(
                        LISTS, member, member + " is " + image.record().excerpt(member) + ", not a list of categories");
            }
            for (Id id : image.ids(member)) {
                if (id.present() && listed.add(id)) {
                    firstImages.add(new Subject(image.record().detach(), DocumentKind.DATASET));
                    ids.add(id);
                }
            }
        }
    }

    private void note(Subject image) {
        lacking++;
        if (without == null) {
            without = new Subject(image.record().detach(), DocumentKind.DATASET);
        }
    }

    /** Checks that a category says how frequent it is by one of the letters that LVIS has. */
    public static void checkCategory(Subject category) {
        if (!category.record().has("frequency") || !category.record().has("synset")) {
            return;
        }
        String frequency = category.text("frequency");
        if (frequency == null || !frequency.equals("r") && !frequency.equals("c") && !frequency.equals("f")) {
            category.report(
                    FREQUENCY, "frequency", "frequency is " + category.record().excerpt("frequency"));
        }
    }

    /** Checks that the image does not say to have none of the annotation's category. */
    public static void check(Annotation annotation) {
        if (annotation.known().isNegative(annotation.imageSlot(), annotation.category())) {
            annotation.report(
                    NEGATIVE,
                    "category_id",
                    "the image lists the category " + annotation.category() + " in neg_category_ids");
        }
    }

    /** Checks what the lists name, when all categories are known. Reports nothing if the dialect has no such lists. */
    public void finish(Known known, Dialect dialect, Findings findings) {
        if (!dialect.isFederated()) {
            return;
        }
        if (without != null && !firstImages.isEmpty()) {
            without.report(
                    LISTS,
                    "",
                    (lacking == 1 ? "1 image has" : lacking + " images have")
                            + " neither neg_category_ids nor not_exhaustive_category_ids; this is the first one");
            findings.addAll(without.findings());
        }
        for (int i = 0; i < ids.size() && known.categories().size() > 0; i++) {
            if (known.categories().find(ids.get(i)) < 0) {
                Subject image = firstImages.get(i);
                String member = image.ids(MEMBERS.get(0)).contains(ids.get(i)) ? MEMBERS.get(0) : MEMBERS.get(1);
                Subject again = new Subject(image.record(), DocumentKind.DATASET);
                again.report(LISTS, member, member + " names the category " + ids.get(i) + ", which is not declared");
                findings.addAll(again.findings());
            }
        }
    }
}
