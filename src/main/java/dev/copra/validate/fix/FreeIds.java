package dev.copra.validate.fix;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonException;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.finding.Findings;
import java.util.List;

/**
 * The first pass of {@link Fixing}: the numbers above all ids of a document, how far its boxes reach, which ids occur twice,
 * and whether something refers to annotations by their ids.
 */
final class FreeIds implements CocoVisitor {
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final List<String> OWN_MEMBERS = List.of("info", "licenses", "licences", "videos", "type");

    private final Extents extents;
    private final Findings before;
    private final EqualRecords images = new EqualRecords();
    private final EqualRecords categories = new EqualRecords();
    private final EqualRecords annotations = new EqualRecords();
    private final boolean mayRenumber;
    private long annotation;
    private long category;
    private boolean zero;
    private boolean referred;

    /** @param before what was found in the document */
    FreeIds(Extents extents, Findings before) {
        this.extents = extents;
        this.before = before;
        mayRenumber =
                before.count(IdChecks.ANNOTATIONS.zero()) > 0 || before.count(IdChecks.ANNOTATIONS.duplicate()) > 0;
    }

    @Override
    public Edit annotation(CocoRecord record) throws AnnotationException {
        extents.add(record);
        if (mayRenumber && !referred) {
            referred = AnnotationReferences.isIn(record.toBytes());
        }
        learn(annotations, IdChecks.ANNOTATIONS, record);
        annotation = above(annotation, record.id("id"));
        // a category that annotations use without declaring it must not adopt those of another one
        category = above(category, record.id("category_id"));
        return Edit.KEEP;
    }

    @Override
    public Edit image(CocoRecord record) throws AnnotationException {
        referred |= mayRenumber && AnnotationReferences.isIn(record.toBytes());
        learn(images, IdChecks.IMAGES, record);
        return Edit.KEEP;
    }

    @Override
    public Edit category(CocoRecord record) throws AnnotationException {
        learn(categories, IdChecks.CATEGORIES, record);
        Id id = record.id("id");
        category = above(category, id);
        zero |= id.isLong() && id.number() == 0;
        return Edit.KEEP;
    }

    private void learn(EqualRecords records, IdChecks checks, CocoRecord record) throws AnnotationException {
        if (before.count(checks.duplicate()) > 0) {
            records.learn(record.id("id"));
        }
    }

    @Override
    public boolean wantsMember(String name) {
        return mayRenumber && !OWN_MEMBERS.contains(name);
    }

    @Override
    public void member(String name, byte[] json) {
        referred |= AnnotationReferences.isIn(name, json);
    }

    private static long above(long greatest, Id id) {
        return id.isLong() && id.number() <= EXACT_DOUBLE ? Math.max(greatest, id.number()) : greatest;
    }

    /** Whether something in the document refers to annotations by their ids. */
    boolean refersToAnnotations() {
        return referred;
    }

    long nextAnnotation() {
        return ++annotation;
    }

    boolean categoryZero() {
        return zero;
    }

    long categoryForZero() {
        return category + 1;
    }

    EqualRecords images() {
        return images;
    }

    EqualRecords categories() {
        return categories;
    }

    EqualRecords annotations() {
        return annotations;
    }

    @Override
    public void misplaced(String code, String member, JsonException problem) {
        // found by the validation
    }

    @Override
    public void reject(AnnotationException problem) {
        // an id that is none is above nothing
    }
}
