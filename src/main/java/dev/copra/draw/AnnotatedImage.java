package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxFormat;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentLists;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Learner;
import dev.copra.coco.ListedImage;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An image of a document and its annotations, ready to be drawn.
 *
 * @param items in the order of the document
 */
public record AnnotatedImage(ListedImage image, List<Item> items) {

    /**
     * What of a document is wanted.
     *
     * @param names images by id or file name; none means the first ones
     * @param limit at most so many images, if none is named
     * @param categories only annotations of these categories, by name or id; none means all
     * @param minScore no annotations with a lower score; those without one stay
     */
    public record Choice(Collection<String> names, int limit, Collection<String> categories, double minScore) {
        private boolean takes(CocoRecord image, int taken) throws AnnotationException {
            if (!names.isEmpty()) {
                Id id = image.id("id");
                return names.contains(image.text("file_name"))
                        || names.stream().anyMatch(name -> Id.typed(name).contains(id));
            }
            return taken < limit;
        }
    }

    /**
     * Reads the wanted images of a document with their boxes and masks, in the order of the document.
     *
     * @param imageList a document that lists the images and categories, for one that may not, such as results; or null
     */
    public static List<AnnotatedImage> read(
            Input input, Input imageList, Choice choice, long maxPixels, ProblemSink problems) throws IOException {
        Reader reader = new Reader(choice, maxPixels, problems);
        if (imageList != null) {
            // what is bad there is told where the document is read for its own sake
            CocoReader.read(imageList, Learner.of(reader, problem -> {}));
        }
        CocoReader.read(input, reader);
        return reader.images();
    }

    private static final class Reader implements CocoVisitor {
        private final Choice choice;
        private final ProblemSink problems;
        /** Of the images, those that are wanted. */
        private final DocumentLists lists;
        /** By slot of the image. */
        private final List<List<Item>> items = new ArrayList<>();

        private Set<Id> categories;
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        Reader(Choice choice, long maxPixels, ProblemSink problems) {
            this.choice = choice;
            this.problems = problems;
            lists = DocumentLists.withFiles(maxPixels);
        }

        List<AnnotatedImage> images() {
            return IntStream.range(0, items.size())
                    .mapToObj(slot -> new AnnotatedImage(lists.images().get(slot), items.get(slot)))
                    .toList();
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return DocumentLists.sections();
        }

        @Override
        public void learn(CocoRecord record) throws AnnotationException {
            if (record.section() == Section.CATEGORIES) {
                lists.learn(record);
            } else if (lists.find(record.id("id")) >= 0 || choice.takes(record, items.size())) {
                if (lists.addImage(record) == items.size()) {
                    items.add(new ArrayList<>());
                }
            }
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            int slot = lists.find(annotation.id("image_id"));
            if (slot >= 0 && isWanted(annotation)) {
                ImageSizes.Size size = lists.sizes().get(slot);
                Id id = annotation.id("id");
                boolean boxed = !annotation.isNull("bbox");
                items.get(slot)
                        .add(new Item(
                                rasterizer.rasterize(
                                        annotation.segmentation(), annotation, size.height(), size.width()),
                                boxed ? BoxFormat.COCO.read(annotation, size.height(), size.width()) : null,
                                lists.names().name(annotation.id("category_id")),
                                Palette.of(id.isLong() ? id.number() : id.hashCode())));
            }
            return Edit.KEEP;
        }

        private boolean isWanted(CocoRecord annotation) throws AnnotationException {
            if (!choice.categories().isEmpty()) {
                categories = categories == null ? lists.names().find(choice.categories()) : categories;
                if (!categories.contains(annotation.id("category_id"))) {
                    return false;
                }
            }
            return !(annotation.number("score", Double.NaN) < choice.minScore());
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
