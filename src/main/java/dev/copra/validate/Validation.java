package dev.copra.validate;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.DialectRecogniser;
import dev.copra.coco.dialect.Exporter;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.image.ImageFinder;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.run.OrderedQueue;
import dev.copra.validate.check.DialectChecks;
import dev.copra.validate.check.annotation.BoxGuess;
import dev.copra.validate.check.annotation.NearDuplicates;
import dev.copra.validate.check.annotation.ReferenceChecks;
import dev.copra.validate.check.annotation.ResultChecks;
import dev.copra.validate.check.annotation.SegmentationChecks;
import dev.copra.validate.check.dialect.CaptionChecks;
import dev.copra.validate.check.dialect.LvisChecks;
import dev.copra.validate.check.dialect.PanopticChecks;
import dev.copra.validate.check.dialect.PanopticPictureChecks;
import dev.copra.validate.check.dialect.VideoChecks;
import dev.copra.validate.check.document.CategoryChecks;
import dev.copra.validate.check.document.DocumentChecks;
import dev.copra.validate.check.document.FrequencyChecks;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.check.image.ImageChecks;
import dev.copra.validate.check.image.ImageFileChecks;
import dev.copra.validate.check.image.LeakageChecks;
import dev.copra.validate.consumer.Consumer;
import dev.copra.validate.consumer.ConsumerChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Shows a document to all families of checks, in one pass. Images and categories are checked as they are read; annotations
 * each for itself in parallel, then, in their order, for what they share with others.
 *
 * <p>Memory: some 120 bytes an image, 25 an annotation, 50 an image and category that occur together, the findings that are
 * kept, and the records that wait for a thread; annotation ids that are not near each other take up to 22 more; if the
 * images' files are looked at or another document is held against this one, what is remembered of them
 * to find equal ones, some 50 bytes an image more and 24 bytes an annotation of the other one. An LVIS file costs 16 bytes
 * more for each category that an image is said to have none of.
 */
public final class Validation implements CocoVisitor {
    /** The programs whose reading of a document can be checked. */
    public static final List<String> CONSUMERS =
            Consumer.ALL.stream().map(Consumer.Known::name).toList();

    private final ValidationOptions options;
    private final Findings findings;
    private final DialectRecogniser recogniser = new DialectRecogniser();
    private final Known known = new Known();
    private final ImageChecks images = new ImageChecks();
    private final CategoryChecks categories = new CategoryChecks();
    private final IdSet annotationIds = new IdSet();
    private final BoxGuess boxes = new BoxGuess();
    private final NearDuplicates duplicates = new NearDuplicates();
    private final FrequencyChecks frequencies;
    private final ResultChecks results = new ResultChecks();
    private final VideoChecks videos = new VideoChecks();
    private final LvisChecks lvis = new LvisChecks();
    private final PanopticChecks panoptic = new PanopticChecks();
    private final BitSet usedImages = new BitSet();
    private DocumentKind kind = DocumentKind.DATASET;
    private OrderedQueue<CocoRecord, Examined> queue;
    /** Null if the images' files are not looked at. */
    private OrderedQueue<CocoRecord, ImageFileChecks.Looked> files;

    private ImageFileChecks imageFiles;
    /** Null if no folder of pictures is known. */
    private PanopticPictureChecks panopticPictures;
    /** Of this kind of document. */
    private AnnotationExamination examination;
    /** Null if there is no other document. */
    private LeakageChecks leakage;

    private final ConsumerChecks consumers;
    private long imageCount;
    private long categoryCount;
    private long annotationCount;
    private long maskCount;
    private long crowdCount;
    private long plainCount;
    private long captionless;
    private boolean categorised;

    private Validation(ValidationOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
        frequencies = new FrequencyChecks(options.verbose());
        consumers = new ConsumerChecks(options.consumers());
    }

    /**
     * What was read.
     *
     * @param exporter the program that wrote the document, or null if it cannot be told
     */
    public record Summary(
            DocumentKind kind, Dialect dialect, Exporter exporter, long images, long annotations, long categories) {}

    /** The consumers of these names, of which {@code all} means all. @throws IllegalArgumentException if one is unknown */
    public static List<String> consumers(List<String> names) {
        for (String name : names) {
            if (!name.equals("all") && !CONSUMERS.contains(name)) {
                throw new IllegalArgumentException(name + ": there are " + String.join(", ", CONSUMERS) + " and all");
            }
        }
        return names.contains("all") ? CONSUMERS : names;
    }

    /**
     * Checks a document.
     *
     * @param findings receives what is found
     * @throws JsonException if the input is not JSON
     */
    public static Summary run(Input input, ValidationOptions options, Findings findings) throws IOException {
        Validation validation = new Validation(options, findings);
        if (options.groundTruth() != null) {
            other(options.groundTruth(), truth -> CocoReader.read(truth, new GroundTruth(validation.known)));
        }
        if (options.against() != null) {
            other(
                    options.against(),
                    against -> validation.leakage =
                            LeakageChecks.read(against, finder(options.againstImages()), options.threads()));
        }
        return validation.read(input);
    }

    private interface Reading {
        void of(Input input) throws IOException;
    }

    /** Reads a document that is not the one to check. */
    private static void other(Input input, Reading reading) throws IOException {
        try {
            reading.of(input);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ImageFinder finder(Path folder) {
        return folder == null ? null : new ImageFinder(folder);
    }

    private Summary read(Input input) throws IOException {
        CocoReader.Summary read;
        ImageFinder folder = finder(options.images());
        imageFiles = folder == null ? null : new ImageFileChecks(folder);
        boolean named = options.masks() != null;
        panopticPictures = named || folder != null
                ? new PanopticPictureChecks(named ? finder(options.masks()) : folder, named)
                : null;
        try (OrderedQueue<CocoRecord, Examined> annotations =
                        new OrderedQueue<>(options.threads(), record -> examination.of(record), this::take);
                OrderedQueue<CocoRecord, ImageFileChecks.Looked> opened = imageFiles == null
                        ? null
                        : new OrderedQueue<>(options.threads(), imageFiles::look, this::takeFile)) {
            queue = annotations;
            files = opened;
            read = CocoReader.read(input, this, options.threads());
            annotations.drain();
            if (options.examiner() != null) {
                options.examiner().examine(known, kind, this::take);
            }
            if (opened != null) {
                opened.drain();
            }
        }
        finish(read);
        return new Summary(
                read.kind(), recogniser.dialect(), recogniser.exporter(), imageCount, annotationCount, categoryCount);
    }

    private void finish(CocoReader.Summary read) {
        DocumentChecks.check(read, known, annotationCount > 0, categorised, recogniser.dialect(), findings);
        if (read.kind() == DocumentKind.DATASET) {
            videos.finish(known, findings);
            lvis.finish(known, recogniser.dialect(), findings);
            CaptionChecks.finish(recogniser.dialect() == Dialect.CAPTIONS ? captionless : 0, findings);
            SegmentationChecks.finish(annotationCount - plainCount, maskCount, findings);
            ReferenceChecks.finishCrowds(crowdCount, annotationCount, findings);
            int zero = known.categories().find(Id.of(0));
            boolean placeholder = categories.finish(frequencies.count(zero) > 0, findings);
            frequencies.finish(known, placeholder ? zero : -1, findings);
            if (annotationCount > 0) {
                ImageChecks.reportUnused(known, usedImages, findings);
                consumers.finish(known, findings);
            }
        } else {
            SegmentationChecks.finishResults(maskCount, findings);
            results.finish(annotationCount, findings);
        }
        boxes.finish(findings);
        if (leakage != null) {
            leakage.finish(findings);
        }
        DialectChecks.finish(
                recogniser.dialect(), recogniser.exporter(), recogniser.hasTracks(), annotationCount, findings);
    }

    @Override
    public void begin(DocumentKind documentKind) {
        kind = documentKind;
        examination = new AnnotationExamination(known, kind, consumers, panopticPictures);
        recogniser.begin(kind);
    }

    @Override
    public void describe(String name, CocoRecord value) {
        recogniser.member(name, value);
        if (name.equals("image") && value != null && known.addOnly(value)) {
            imageCount++;
        }
    }

    @Override
    public Edit video(CocoRecord record) {
        recogniser.video(record);
        Subject video = new Subject(record, kind);
        videos.check(video);
        findings.addAll(video.findings());
        return Edit.KEEP;
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        // videos are looked for where images belong to them, or where there may be none
        return imageCount == 0 || videos.areNeeded()
                ? EnumSet.of(Section.IMAGES, Section.CATEGORIES, Section.VIDEOS)
                : EnumSet.of(Section.IMAGES, Section.CATEGORIES);
    }

    @Override
    public boolean readsAmbiguous() {
        return true;
    }

    @Override
    public void learn(CocoRecord record) {
        known.add(record);
    }

    @Override
    public Edit image(CocoRecord record) throws IOException {
        imageCount++;
        recogniser.image(record);
        Subject image = new Subject(record, kind);
        images.check(image);
        videos.checkImage(image);
        lvis.checkImage(image);
        if (leakage != null) {
            leakage.checkImage(image);
        }
        consumers.checkImage(image);
        findings.addAll(image.findings());
        if (files != null) {
            files.add(record.detach(), record.length());
        }
        return Edit.KEEP;
    }

    private void takeFile(ImageFileChecks.Looked looked) {
        if (leakage != null) {
            leakage.checkContent(looked);
        }
        findings.addAll(imageFiles.checkInOrder(looked));
    }

    @Override
    public Edit category(CocoRecord record) {
        categoryCount++;
        recogniser.category(record);
        Subject category = new Subject(record, kind);
        categories.check(category);
        LvisChecks.checkCategory(category);
        consumers.checkCategory(category);
        findings.addAll(category.findings());
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord record) throws IOException {
        annotationCount++;
        recogniser.annotation(record);
        crowdCount += record.isJson("iscrowd", "1") ? 1 : 0;
        if (options.examiner() == null) {
            queue.add(record.detach(), record.length());
        } else {
            options.examiner().add(record);
        }
        return Edit.KEEP;
    }

    /** What an annotation shows among the others. Called in their order. */
    private void take(Examined examined) {
        Annotation.Checked annotation = examined.annotation();
        findings.addAll(annotation.findings());
        Subject subject = annotation.subject();
        boxes.add(examined.vote());
        frequencies.add(annotation.categorySlot());
        for (int slot : annotation.segmentSlots()) {
            frequencies.add(slot);
        }
        if (annotation.imageSlot() >= 0) {
            usedImages.set(annotation.imageSlot());
        }
        maskCount += annotation.hasMask() ? 1 : 0;
        plainCount += annotation.plain() ? 1 : 0;
        captionless += annotation.plain() && subject.record().has("caption") ? 0 : 1;
        categorised |= annotation.hasCategory();
        if (kind == DocumentKind.DATASET) {
            if (annotation.plain()) {
                panoptic.checkInOrder(subject);
            }
            if (!subject.record().has("segments_info")) {
                IdChecks.ANNOTATIONS.check(subject, annotationIds);
                if (leakage != null) {
                    leakage.checkAnnotation(annotation.id());
                }
            }
            duplicates.check(annotation);
            consumers.checkInOrder(annotation, examined.keepers());
        } else {
            results.checkInOrder(subject);
        }
        findings.addAll(subject.findings());
    }

    @Override
    public void misplaced(String code, String member, JsonException problem) {
        Code known = code.equals("document-type")
                ? DocumentChecks.TYPE
                : code.equals("section-type") ? DocumentChecks.SECTION_TYPE : DocumentChecks.SECTION_DUPLICATE;
        findings.add(new Finding(
                known,
                problem.getMessage(),
                Place.member(member == null ? "" : member, problem.line(), problem.column())));
    }

    @Override
    public void reject(AnnotationException problem) {
        Code code = problem.code().equals("record-type") ? DocumentChecks.RECORD_TYPE : DocumentChecks.DUPLICATE_MEMBER;
        String pointer = problem.section() == null ? "" : Place.pointer(problem.section(), problem.index(), kind);
        Place place = new Place(pointer, problem.line(), problem.column(), null, null, null, pointer);
        findings.add(new Finding(code, problem.where() + ": " + problem.getMessage(), place));
    }

    /** Reads the images and categories that results belong to. */
    private record GroundTruth(Known known) implements CocoVisitor {
        @Override
        public Edit image(CocoRecord image) {
            known.add(image);
            return Edit.KEEP;
        }

        @Override
        public Edit category(CocoRecord category) {
            known.add(category);
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) {
            // the ground truth is not what is being checked
        }
    }
}
