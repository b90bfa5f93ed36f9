package dev.copra.validate.consumer;

import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.collect.LongSet;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Subject;
import java.util.List;

/**
 * CVAT, whose importer is Datumaro's ({@code _CocoBase} in plugins/data_formats/coco/base.py, commit 575c03f4b, 2026-07).
 *
 * <ul>
 *   <li>Ids: {@code _parse_field(.., "id", int)} refuses strings and absent ones, of images, categories and annotations.
 *   <li>Category 0: {@code _get_label_id} takes it for "no label".
 *   <li>Polygons: {@code _load_annotations} raises InvalidAnnotationError for an odd number of numbers, or fewer than 6.
 *   <li>{@code bbox} and {@code iscrowd}: the same method refuses annotations without.
 *   <li>List counts: it refuses a size that is not the image's.
 *   <li>Names: an item's id is the file_name without its extension ({@code _parse_item}); of two items with one id the
 *       later one counts.
 *   <li>Unknown images: {@code _load_items} goes on to the next annotation with a line in the log.
 * </ul>
 */
final class CvatConsumer implements Consumer {
    static final Code ID = Code.error(
            "cvat-id",
            "CVAT refuses the record: its id is no whole number",
            "The importer raises an InvalidFieldTypeError.");
    static final Code NO_LABEL = Code.warning(
            "cvat-no-label",
            "CVAT imports the object without a label: its category is 0",
            "Datumaro keeps 0 for 'no class'.");
    static final Code POLYGON = Code.error(
            "cvat-polygon",
            "CVAT refuses the object: one of its polygons is not valid",
            "Polygons need 6 numbers and an even number of them: the importer raises an InvalidAnnotationError.");
    static final Code BOX = Code.error(
            "cvat-bbox",
            "CVAT refuses the object: its bbox is no list of four numbers, or none",
            "The importer raises a MissingFieldError, or an InvalidAnnotationError.");
    static final Code CROWD = Code.error(
            "cvat-iscrowd",
            "CVAT refuses the object: iscrowd is absent or no whole number",
            "The importer raises a MissingFieldError, or an InvalidFieldTypeError.");
    static final Code NAME = Code.warning(
            "cvat-file-name",
            "CVAT takes the image for another one: their file names differ in the extension only",
            "The name without its extension is the id of the item: one of the two disappears with its annotations.");
    static final Code UNKNOWN_IMAGE = Code.warning(
            "cvat-image",
            "CVAT leaves the object out: its image is not in the file",
            "The importer writes 'Unknown image id' to its log and goes on.");

    private final LongSet stems = new LongSet();

    @Override
    public String name() {
        return "cvat";
    }

    @Override
    public List<Code> codes() {
        return List.of(ID, NO_LABEL, POLYGON, BOX, CROWD, NAME, UNKNOWN_IMAGE);
    }

    private static void checkId(Subject record) {
        char first = record.record().first("id");
        if (!record.id("id").isLong()
                || first == '"'
                || record.record().excerpt("id").contains(".")) {
            record.report(ID, "id", "the id is " + record.record().excerpt("id"));
        }
    }

    @Override
    public void checkImage(Subject image) {
        checkId(image);
        String name = image.text("file_name");
        if (name != null && !name.isEmpty() && !stems.add(LongSet.hash(stem(name)))) {
            image.report(
                    NAME, "file_name", "'" + stem(name) + "' is an earlier image's name without its extension, too");
        }
    }

    /** As Python's {@code os.path.splitext}. */
    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        int slash = name.lastIndexOf('/');
        return dot > slash + 1 ? name.substring(0, dot) : name;
    }

    @Override
    public void checkCategory(Subject category) {
        checkId(category);
    }

    @Override
    public void check(Annotation annotation) {
        Subject subject = annotation.subject();
        checkId(subject);
        if (annotation.imageSlot() < 0
                && annotation.image().present()
                && annotation.known().images().size() > 0) {
            annotation.report(UNKNOWN_IMAGE, "image_id", "there is no image with the id " + annotation.image());
        }
        if (annotation.plain()) {
            return;
        }
        Id category = annotation.category();
        if (category.isLong() && category.number() == 0) {
            annotation.report(NO_LABEL, "category_id", "category_id is 0");
        }
        if (!subject.record().excerpt("iscrowd").matches("-?[0-9]+|true|false")) {
            annotation.report(CROWD, "iscrowd", "iscrowd is " + subject.record().excerpt("iscrowd"));
        }
        double[] box = subject.numbers("bbox");
        if (box == null || box.length != 4 && box.length != 0) {
            annotation.report(BOX, "bbox", "bbox is " + subject.record().excerpt("bbox"));
        }
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons
                && polygons.rings().stream().anyMatch(ring -> ring.length < 6 || ring.length % 2 != 0)) {
            annotation.report(POLYGON, "segmentation", "a polygon has fewer than 6 numbers, or an odd number of them");
        }
    }
}
