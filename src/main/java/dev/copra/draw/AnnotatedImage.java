package dev.copra.draw;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxFormat;
import dev.copra.coco.CategoryNames;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Learner;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.SegmentationRasterizer;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image of a document and its annotations, ready to be drawn.
 *
 * @param fileName as the document has it
 * @param items in the order of the document
 */
public record AnnotatedImage(Id id, String fileName, String cocoUrl, int height, int width, List<Item> items) {

    /**
     * What of a document is wanted.
     *
     * @param names images by id or file name; none means the first ones
     * @param limit at most so many images, if none is named
     * @param categories only annotations of these categories, by name or id; none means all
     * @param minScore no annotations with a lower score; those without one stay
     */
    public record Choice(Collection<String> names, int limit, Collection<String> categories, double minScore) {
        boolean takes(Id id, String fileName, int taken) {
            if (!names.isEmpty()) {
                return names.contains(fileName)
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
            CocoReader.read(imageList, new Learner(reader, problem -> {}));
        }
        CocoReader.read(input, reader);
        return List.copyOf(reader.images.values());
    }

    private static final class Reader implements CocoVisitor {
        private final Choice choice;
        private final ProblemSink problems;
        private final ImageSizes sizes;
        private final CategoryNames names = new CategoryNames();
        private final Map<Id, AnnotatedImage> images = new LinkedHashMap<>();
        private Set<Id> categories;
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        Reader(Choice choice, long maxPixels, ProblemSink problems) {
            this.choice = choice;
            this.problems = problems;
            sizes = new ImageSizes(maxPixels);
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return EnumSet.of(Section.IMAGES, Section.CATEGORIES);
        }

        @Override
        public void learn(CocoRecord record) throws AnnotationException {
            if (record.section() == Section.CATEGORIES) {
                names.add(record);
                return;
            }
            Id id = record.id("id");
            String fileName = record.text("file_name");
            if (images.containsKey(id) || choice.takes(id, fileName, images.size())) {
                sizes.add(record);
                ImageSizes.Size size = sizes.get(id);
                images.put(
                        id,
                        new AnnotatedImage(
                                id, fileName, record.text("coco_url"), size.height(), size.width(), new ArrayList<>()));
            }
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            AnnotatedImage image = images.get(annotation.id("image_id"));
            if (image != null && isWanted(annotation)) {
                Id id = annotation.id("id");
                boolean boxed = !annotation.isNull("bbox");
                image.items.add(new Item(
                        rasterizer.rasterize(annotation.segmentation(), annotation, image.height, image.width),
                        boxed ? BoxFormat.COCO.read(annotation, image.height, image.width) : null,
                        names.name(annotation.id("category_id")),
                        Palette.of(id.isLong() ? id.number() : id.hashCode())));
            }
            return Edit.KEEP;
        }

        private boolean isWanted(CocoRecord annotation) throws AnnotationException {
            if (!choice.categories().isEmpty()) {
                categories = categories == null ? names.find(choice.categories()) : categories;
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
