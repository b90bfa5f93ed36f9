package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.BoxFormat;
import dev.copra.coco.BoxRotation;
import dev.copra.coco.CategoryNames;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.Id;
import dev.copra.coco.IdColumn;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Learner;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The boxes of a document by image: what a strategy that looks at pixels needs of it, in about 60 bytes an annotation. Its
 * first pass; {@link SceneMasks} is the second.
 */
final class SceneIndex {
    /** An annotation that belongs to no image, or whose box is bad. */
    private static final int NO_IMAGE = -1;

    private static final Skipped[] REASONS = Skipped.values();

    /**
     * An image.
     *
     * @param fileName as the document has it, or null
     * @param cocoUrl as the document has it, or null
     */
    record Image(Id id, int height, int width, String fileName, String cocoUrl) {}

    private final List<Image> images = new ArrayList<>();
    /** For every image record of the document its position in {@link #images}, or -1. */
    private final List<Integer> imageRecords = new ArrayList<>();

    private final CategoryNames names = new CategoryNames();
    private final List<Id> categories = new ArrayList<>();

    // a column each; an annotation is its position in the document
    private final IdColumn ids = new IdColumn();
    /** The image whose scene it is part of. */
    private int[] image = new int[256];
    /** The image that it names, even if it is in no scene because its box is bad. */
    private int[] home = new int[256];

    private int[] category = new int[256];
    private double[] boxes = new double[4 * 256];
    /** Degrees of the turned boxes, by annotation; most files have none. */
    private final Map<Integer, Double> rotations = new HashMap<>();

    /** 0 if it is selected, else one more than the ordinal of a {@link Skipped}. */
    private byte[] skipped = new byte[256];

    private boolean[] crowd = new boolean[256];
    private int annotations;

    /** Annotations by image: those of image i lie from start[i] to start[i + 1]. */
    private int[] byImage;

    private int[] start;

    private SceneIndex() {}

    /**
     * Reads a document; annotations with a bad box or an unknown image are rejected and are in no scene.
     *
     * @param imageList a document that lists the images, or null if this one does
     */
    static SceneIndex read(
            Input input, Input imageList, Selection selection, BoxFormat format, long maxPixels, ProblemSink problems)
            throws IOException {
        SceneIndex index = new SceneIndex();
        Reader reader = index.new Reader(selection, format, new ImageSizes(maxPixels), problems);
        if (imageList != null) {
            CocoReader.read(imageList, new Learner(reader, problems));
            index.imageRecords.clear();
        }
        CocoReader.read(input, reader);
        index.group();
        return index;
    }

    int imageCount() {
        return images.size();
    }

    Image image(int at) {
        return images.get(at);
    }

    /** Position among the usable images of the image record at a position in the document, or -1. */
    int positionOf(long record) {
        return record < imageRecords.size() ? imageRecords.get((int) record) : NO_IMAGE;
    }

    /** Position of the image in whose scene an annotation is, or -1. */
    int imageOf(int annotation) {
        return annotation < annotations ? image[annotation] : NO_IMAGE;
    }

    /** Position of the image that an annotation names, or -1. */
    int homeOf(int annotation) {
        return annotation < annotations ? home[annotation] : NO_IMAGE;
    }

    boolean isSelected(int annotation) {
        return skipped[annotation] == 0;
    }

    /** Why an annotation gets no mask, or null if it is selected. */
    Skipped skipped(int annotation) {
        if (annotation >= annotations) {
            return Skipped.NO_IMAGE;
        }
        return skipped[annotation] == 0 ? null : REASONS[skipped[annotation] - 1];
    }

    private void skip(int annotation, Skipped reason) {
        skipped[annotation] = (byte) (reason == null ? 0 : reason.ordinal() + 1);
    }

    Box box(int annotation) {
        return new Box(
                boxes[4 * annotation], boxes[4 * annotation + 1], boxes[4 * annotation + 2], boxes[4 * annotation + 3]);
    }

    /** The box of an annotation as it is turned, or null if it is upright. */
    TurnedBox turned(int annotation) {
        Double degrees = rotations.get(annotation);
        return degrees == null ? null : new TurnedBox(box(annotation), degrees);
    }

    /** The upright box that the object lies in: the annotation's own, or that around its turned one. */
    Box around(int annotation) {
        TurnedBox turned = turned(annotation);
        return turned == null ? box(annotation) : turned.bounds();
    }

    /** The annotations of an image, in the order of the document. */
    int[] annotationsOf(int at) {
        return Arrays.copyOfRange(byImage, start[at], start[at + 1]);
    }

    /** Whether any annotation of an image is selected. */
    boolean hasWork(int at) {
        for (int i = start[at]; i < start[at + 1]; i++) {
            if (isSelected(byImage[i])) {
                return true;
            }
        }
        return false;
    }

    Target target(int annotation) {
        Id id = categories.get(category[annotation]);
        return new Target(ids.get(annotation), around(annotation), names.name(id), id, null, crowd[annotation]);
    }

    private void group() {
        start = new int[images.size() + 1];
        for (int a = 0; a < annotations; a++) {
            if (image[a] != NO_IMAGE) {
                start[image[a] + 1]++;
            }
        }
        for (int i = 0; i < images.size(); i++) {
            start[i + 1] += start[i];
        }
        byImage = new int[start[images.size()]];
        int[] next = start.clone();
        for (int a = 0; a < annotations; a++) {
            if (image[a] != NO_IMAGE) {
                byImage[next[image[a]]++] = a;
            }
        }
    }

    /** Makes room for the annotation at a position; those that were passed over belong to no image. */
    private int at(long position) {
        int at = Math.toIntExact(position);
        if (at >= image.length) {
            int capacity = Math.max(at + 1, image.length * 2);
            image = Arrays.copyOf(image, capacity);
            category = Arrays.copyOf(category, capacity);
            boxes = Arrays.copyOf(boxes, 4 * capacity);
            home = Arrays.copyOf(home, capacity);
            skipped = Arrays.copyOf(skipped, capacity);
            crowd = Arrays.copyOf(crowd, capacity);
        }
        while (annotations <= at) {
            image[annotations] = NO_IMAGE;
            home[annotations] = NO_IMAGE;
            skip(annotations++, Skipped.NO_IMAGE);
        }
        return at;
    }

    private final class Reader implements CocoVisitor {
        private final Selector selector;
        private final BoxFormat format;
        private final ImageSizes sizes;
        private final ProblemSink problems;
        private final Map<Id, Integer> imageIndex = new HashMap<>();
        private final Map<Id, Integer> categoryIndex = new HashMap<>();

        Reader(Selection selection, BoxFormat format, ImageSizes sizes, ProblemSink problems) {
            this.selector = new Selector(selection, names);
            this.format = format;
            this.sizes = sizes;
            this.problems = problems;
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
            while (imageRecords.size() <= record.index()) {
                imageRecords.add(NO_IMAGE);
            }
            Id id = record.id("id");
            sizes.add(record);
            ImageSizes.Size size = sizes.get(id);
            imageIndex.put(id, images.size());
            imageRecords.set((int) record.index(), images.size());
            images.add(new Image(id, size.height(), size.width(), record.text("file_name"), record.text("coco_url")));
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            int at = at(annotation.index());
            Id imageId = annotation.id("image_id");
            Integer imageAt = imageIndex.get(imageId);
            if (imageAt == null) {
                throw sizes.unknown(annotation, imageId);
            }
            home[at] = imageAt;
            skip(at, Skipped.BAD_BOX);
            ImageSizes.Size size = sizes.get(imageId);
            Skipped reason = selector.skips(annotation);
            Box box;
            try {
                box = format.read(annotation, size.height(), size.width());
            } catch (AnnotationException e) {
                if (reason == null) {
                    throw e;
                }
                skip(at, reason);
                return Edit.KEEP;
            }
            boxes[4 * at] = box.x();
            boxes[4 * at + 1] = box.y();
            boxes[4 * at + 2] = box.width();
            boxes[4 * at + 3] = box.height();
            double degrees = BoxRotation.degrees(annotation);
            if (degrees != 0) {
                rotations.put(at, degrees);
            }
            ids.set(at, annotation.id("id"));
            crowd[at] = annotation.flag("iscrowd");
            category[at] = categoryIndex.computeIfAbsent(annotation.id("category_id"), id -> {
                categories.add(id);
                return categories.size() - 1;
            });
            if (reason == null && !selector.confirms(annotation, box, size)) {
                reason = Skipped.HAS_MASK;
            }
            skip(at, reason);
            image[at] = imageAt;
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
