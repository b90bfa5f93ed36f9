package dev.copra.validate.check.image;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.LongSet;
import dev.copra.image.ContentKey;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.run.OrderedQueue;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a document shares with another one that it should share nothing with, as training and validation data. Of the other
 * one ids are remembered, names as hashes of 64 bits, and what {@link ContentIndex} keeps of its images.
 */
public final class LeakageChecks {
    static final Code IMAGE_ID = Code.warning(
            "shared-image-id",
            "an image id that the other file has, too",
            "Of splits of one data set it is the same picture. Of files that both number from 1 it only means that they cannot"
                    + " be merged as they are.");
    static final Code FILE_NAME = Code.warning(
            "shared-file-name",
            "a file_name that the other file has, too",
            "The same picture in training and validation, most likely: the model is tested on what it has seen.");
    public static final Code CONTENT = Code.error(
            "shared-image-content",
            "an image that is in the other data set, too, byte for byte",
            "The model is tested on what it has seen in training, and the figures are too good.");
    static final Code ANNOTATION_ID = Code.info(
            "shared-annotation-id",
            "annotation ids that the other file has, too",
            "Nothing is wrong with either file, but they cannot be merged without renumbering.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(IMAGE_ID, FILE_NAME, CONTENT, ANNOTATION_ID);

    private final String other;
    private final IdTable imageIds = new IdTable();
    private final LongSet names = new LongSet();
    private final IdTable annotationIds = new IdTable();
    private final ContentIndex contents;
    private long sharedAnnotations;
    private long annotations;

    private LeakageChecks(String other, ImageFinder folder) {
        this.other = other;
        contents = folder == null ? null : new ContentIndex(folder.directory());
    }

    /**
     * Reads the other document.
     *
     * @param folder of its images, or null if these shall not be compared
     */
    public static LeakageChecks read(Input other, ImageFinder folder, int threads) throws IOException {
        LeakageChecks checks = new LeakageChecks(other.name(), folder);
        try (OrderedQueue<Path, Keyed> queue =
                new OrderedQueue<>(threads, LeakageChecks::key, keyed -> checks.add(keyed))) {
            CocoReader.read(other, new Reader(checks, folder, queue));
            queue.drain();
        }
        return checks;
    }

    private record Keyed(Path file, long key, boolean read) {}

    private static Keyed key(Path file) {
        try {
            return new Keyed(file, Files.isRegularFile(file) ? ContentKey.of(file) : 0, Files.isRegularFile(file));
        } catch (IOException e) {
            // the other data set's files are not what is being checked
            return new Keyed(file, 0, false);
        }
    }

    private void add(Keyed keyed) {
        if (keyed.read()) {
            contents.add(keyed.key(), keyed.file());
        }
    }

    /** Looks for an image's id and name in the other document. */
    public void checkImage(Subject image) {
        Id id = image.id("id");
        if (imageIds.find(id) >= 0) {
            image.report(IMAGE_ID, "id", "the image id " + id + " is in " + other + ", too");
        }
        String name = image.text("file_name");
        if (name != null && !name.isEmpty() && names.contains(hash(name))) {
            image.report(FILE_NAME, "file_name", "'" + name + "' is in " + other + ", too");
        }
    }

    /** @param looked with the key of its file */
    public void checkContent(ImageFileChecks.Looked looked) {
        String twin = looked.file() == null || contents == null ? null : contents.find(looked.key(), looked.file());
        if (twin != null) {
            looked.image()
                    .report(
                            CONTENT,
                            "file_name",
                            "'" + looked.image().text("file_name") + "' is the same picture as '" + twin + "' of "
                                    + other);
        }
    }

    /** Looks for an annotation's id in the other document. */
    public void checkAnnotation(Id id) {
        annotations++;
        sharedAnnotations += annotationIds.find(id) >= 0 ? 1 : 0;
    }

    /** Reports how many annotation ids are in both documents. */
    public void finish(Findings findings) {
        if (sharedAnnotations > 0) {
            findings.add(new Finding(
                    ANNOTATION_ID,
                    sharedAnnotations + " of " + annotations + " annotation ids are in " + other + ", too",
                    Place.member("annotations", 0, 0)));
        }
    }

    private static long hash(String name) {
        return LongSet.hash(FileNameChecks.normalized(name, true, true));
    }

    private record Reader(LeakageChecks checks, ImageFinder folder, OrderedQueue<Path, Keyed> queue)
            implements CocoVisitor {
        @Override
        public Edit image(CocoRecord record) throws IOException {
            Subject image = new Subject(record, DocumentKind.DATASET);
            Id id = image.id("id");
            if (id.present()) {
                checks.imageIds.add(id);
            }
            String name = image.text("file_name");
            if (name != null && !name.isEmpty()) {
                checks.names.add(hash(name));
            }
            if (folder != null) {
                try {
                    queue.add(folder.find(name, image.text("coco_url")).file(), 256);
                } catch (ImageException e) {
                    // the other data set's files are not what is being checked
                }
            }
            return Edit.KEEP;
        }

        @Override
        public Edit annotation(CocoRecord record) {
            Id id = new Subject(record, DocumentKind.DATASET).id("id");
            if (id.present()) {
                checks.annotationIds.add(id);
            }
            return Edit.KEEP;
        }

        @Override
        public boolean readsAmbiguous() {
            return true;
        }

        @Override
        public void misplaced(String code, String member, JsonException problem) {
            // the other document is not what is being checked
        }

        @Override
        public void reject(AnnotationException problem) {
            // nor are its records
        }
    }
}
