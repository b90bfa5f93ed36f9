package dev.copra.validate.fix;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.image.ImageFinder;
import dev.copra.io.Input;
import dev.copra.json.NonFinitePolicy;
import dev.copra.mask.Box;
import dev.copra.validate.check.AnnotationFamilies;
import dev.copra.validate.check.annotation.BoxGuess;
import dev.copra.validate.check.annotation.MaskChecks;
import dev.copra.validate.check.annotation.NearDuplicates;
import dev.copra.validate.check.annotation.PolygonChecks;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.document.CategoryChecks;
import dev.copra.validate.check.document.DocumentChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Copies a document with its findings repaired. Two passes: the first finds out which ids are free and what only the whole file
 * tells; the second writes. Records without a finding keep their bytes.
 */
public final class Fixing implements CocoVisitor {
    private static final int MOST_ROUNDS = 5;

    private final FixOptions options;
    private final Predicate<Code> wanted;
    private final Findings before;
    private final FixLog log;
    private final Known known = new Known();
    private final IdSet annotationIds = new IdSet();
    private final IdSet imageIds = new IdSet();
    private final IdSet categoryIds = new IdSet();
    private final NearDuplicates duplicates = new NearDuplicates();
    private final PolygonChecks polygons = new PolygonChecks();
    private final Extents extents = new Extents();
    private final ImageFix images;
    private final AnnotationFix annotations;
    private final boolean convert;
    private final FreeIds free;
    private DocumentKind kind = DocumentKind.DATASET;

    private Fixing(FixOptions options, Findings before, FixLog log) {
        this.options = options;
        this.before = before;
        this.log = log;
        // what assumes something is done only where it was asked for
        wanted = code -> options.wanted().test(code)
                && !before.isWithdrawn(code)
                && (options.unsafe() || code.repair() != Code.Repair.ASSUMED);
        images = new ImageFix(wanted, options.images() == null ? null : new ImageFinder(options.images()), extents);
        annotations = new AnnotationFix(
                wanted,
                options.unsafe(),
                wanted.test(ReferenceChecks.CROWD_ALL) && before.count(ReferenceChecks.CROWD_ALL) > 0);
        convert = converts(options, before);
        free = new FreeIds(extents, before);
    }

    /** Whether boxes are converted: only if they look as if they were in the format that was named. */
    public static boolean converts(FixOptions options, Findings before) {
        return options.boxes() != null && before.count(boxCode(options.boxes())) > 0;
    }

    /** The check that finds boxes of a format. */
    public static Code boxCode(BoxFormat format) {
        return format.normalized() ? BoxGuess.NORMALIZED : BoxGuess.CORNERS;
    }

    /**
     * Repairs a document.
     *
     * @param input must be repeatable
     * @param copy receives the repaired document, or null
     * @param before what the validation found in it
     * @param log told of every change
     */
    public static void run(Input input, FixOptions options, Findings before, OutputStream copy, FixLog log)
            throws IOException {
        Fixing fixing = new Fixing(options, before, log);
        CocoReader.read(input, fixing.free);
        boolean nulls = before.count(DocumentChecks.NON_FINITE) > 0 && fixing.wanted.test(DocumentChecks.NON_FINITE);
        if (nulls) {
            log.changed(() -> "the document: null in place of NaN and Infinity");
        }
        if (fixing.dropsByteOrderMark()) {
            log.changed(() -> "the document: no byte order mark");
        }
        CocoReader.rewrite(input, fixing, copy, nulls ? NonFinitePolicy.NULL : NonFinitePolicy.KEEP);
    }

    @Override
    public void begin(DocumentKind documentKind) {
        kind = documentKind;
    }

    @Override
    public boolean dropsByteOrderMark() {
        return before.count(DocumentChecks.BYTE_ORDER_MARK) > 0 && wanted.test(DocumentChecks.BYTE_ORDER_MARK);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
    }

    @Override
    public void learn(CocoRecord record) {
        known.add(record);
    }

    @Override
    public Edit image(CocoRecord record) {
        Subject image = new Subject(record, kind);
        IdChecks.IMAGES.check(image, imageIds);
        Edit.Builder edit = Edit.builder();
        images.fix(image, edit);
        if (isDropped(image) || isAgain(free.images(), record, edit, IdChecks.IMAGES)) {
            return dropped(record);
        }
        return edited(record, edit.build());
    }

    @Override
    public Edit category(CocoRecord record) {
        Subject category = new Subject(record, kind);
        IdChecks.CATEGORIES.check(category, categoryIds);
        boolean placeholder = isZero(category.id("id")) && before.count(CategoryChecks.PLACEHOLDER) > 0;
        if (isDropped(category) || placeholder && options.unsafe()) {
            return dropped(record);
        }
        Edit.Builder edit = Edit.builder();
        String name = category.text("name");
        if (name != null && !name.isBlank() && !name.equals(name.strip()) && wanted.test(CategoryChecks.NAME_SPACE)) {
            edit.set("name", ImageFix.string(name.strip()));
        }
        if (isAgain(free.categories(), record, edit, IdChecks.CATEGORIES)) {
            return dropped(record);
        }
        if (renumbersCategoryZero() && isZero(category.id("id"))) {
            edit.set("id", SegmentationWriter.number(free.categoryForZero()));
        }
        return edited(record, edit.build());
    }

    private boolean renumbersCategoryZero() {
        return free.categoryZero()
                && wanted.test(IdChecks.CATEGORIES.zero())
                && before.count(IdChecks.CATEGORIES.zero()) > 0;
    }

    private static boolean isZero(Id id) {
        return id.isLong() && id.number() == 0;
    }

    @Override
    public Edit annotation(CocoRecord record) throws AnnotationException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        Annotation repaired = repair(record, members);
        Edit.Builder edit = Edit.builder();
        members.forEach(edit::set);
        if (kind == DocumentKind.DATASET) {
            if (isAgain(free.annotations(), record, edit, IdChecks.ANNOTATIONS)) {
                return dropped(record);
            }
            fixIds(repaired, edit);
        }
        if (options.unsafe() && isLost(repaired)) {
            return dropped(record);
        }
        return edited(record, edit.build());
    }

    /** Repairs until nothing changes any more: a repaired box may show that it is not the mask's. @return what came out */
    private Annotation repair(CocoRecord record, Map<String, byte[]> members) throws AnnotationException {
        CocoRecord now = record;
        for (int round = 0; ; round++) {
            Annotation annotation = new Annotation(new Subject(now, kind), known);
            AnnotationFamilies.check(annotation, polygons, kind);
            Edit.Builder edit = Edit.builder();
            if (convert && round == 0 && annotation.hasSize() && !record.isNull("bbox")) {
                Box box = options.boxes().read(record, annotation.height(), annotation.width());
                edit.set("bbox", SegmentationWriter.box(box, record));
            } else {
                annotations.fix(annotation, kind, edit);
            }
            Edit built = edit.build();
            if (built.members().isEmpty() || round == MOST_ROUNDS) {
                return annotation;
            }
            members.putAll(built.members());
            now = now.with(built);
        }
    }

    private void fixIds(Annotation annotation, Edit.Builder edit) {
        CocoRecord record = annotation.subject().record();
        if (!record.has("segments_info")) {
            Subject subject = new Subject(record, kind);
            IdChecks.ANNOTATIONS.check(subject, annotationIds);
            boolean renumber = subject.findings().stream()
                    .anyMatch(f ->
                            (f.code().repair() == Code.Repair.SAFE || f.code().repair() == Code.Repair.ASSUMED)
                                    && wanted.test(f.code()));
            boolean mayChange = options.unsafe() || subject.record().isNull("id") || !free.refersToAnnotations();
            if (renumber && mayChange) {
                edit.set("id", SegmentationWriter.number(free.nextAnnotation()));
            }
        }
        if (renumbersCategoryZero() && isZero(annotation.category())) {
            edit.set("category_id", SegmentationWriter.number(free.categoryForZero()));
        }
    }

    /** Whether something remains wrong that can only be repaired by leaving the record out. */
    private boolean isLost(Annotation repaired) {
        boolean lost = repaired.subject().findings().stream()
                .anyMatch(f -> f.code().repair() != Code.Repair.NONE
                        && (f.code().severity() == Severity.ERROR || f.code().repair() == Code.Repair.UNSAFE)
                        && wanted.test(f.code())
                        && (before.count(f.code()) > 0 || f.code() == MaskChecks.EMPTY));
        if (lost) {
            return true;
        }
        Annotation.Checked checked = repaired.checked(kind);
        duplicates.check(checked);
        return wanted.test(NearDuplicates.NEAR) && checked.subject().has(NearDuplicates.NEAR);
    }

    /** Whether a record is equal in every byte to an earlier one, once both are repaired. */
    private boolean isAgain(EqualRecords earlier, CocoRecord record, Edit.Builder edit, IdChecks checks) {
        return before.count(checks.duplicate()) > 0
                && wanted.test(checks.duplicate())
                && earlier.isAgain(record.with(edit.build()));
    }

    private boolean isDropped(Subject subject) {
        return options.unsafe()
                && subject.findings().stream()
                        .anyMatch(f -> f.code().repair() == Code.Repair.UNSAFE && wanted.test(f.code()));
    }

    private Edit dropped(CocoRecord record) {
        log.dropped(record.where());
        return Edit.DROP;
    }

    private Edit edited(CocoRecord record, Edit edit) {
        edit.members().forEach((member, value) -> {
            log.changed(() -> record.where() + ": " + member + ": " + record.json(member) + " -> "
                    + new String(value, StandardCharsets.UTF_8));
        });
        if (!edit.members().isEmpty()) {
            log.record();
        }
        return edit;
    }

    @Override
    public void misplaced(String code, String member, dev.copra.json.JsonException problem) {
        // not to be repaired, and found by the validation
    }

    @Override
    public void reject(AnnotationException problem) {
        // what the copy keeps as it was, the validation of the copy finds again
    }
}
