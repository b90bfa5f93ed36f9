package dev.copra.box2mask;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdColumn;
import dev.copra.coco.id.IdTable;
import dev.copra.coco.list.AnnotationGroups;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.list.ListedImage;
import dev.copra.coco.region.BoxFormat;
import dev.copra.coco.region.BoxRotation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The boxes of a document by image: what a strategy that looks at pixels needs of it, in about 60 bytes an annotation, and
 * some 200 more where it has a mask that stays and that is asked for. Its first pass; {@link SceneMasks} is the second.
 */
final class SceneIndex {
    private static final int NO_CATEGORY = -1;

    private static final Skipped[] REASONS = Skipped.values();

    private final DocumentLists lists;
    /** For every image record of the document its position among the usable images, or -1. */
    private final List<Integer> imageRecords = new ArrayList<>();

    private final IdTable categories = new IdTable();

    // a column each; an annotation is its position in the document
    private final IdColumn ids = new IdColumn();
    /** Its scene; none if it belongs to no image, or its box is bad. */
    private final AnnotationGroups scenes = new AnnotationGroups();
    /** The image that it names, even if it is in no scene because its box is bad. */
    private int[] home = new int[256];

    /** Slots in {@link #categories}, or {@link #NO_CATEGORY}. */
    private int[] category = new int[256];

    private double[] boxes = new double[4 * 256];
    /** Degrees of the turned boxes, by annotation; most files have none. */
    private final Map<Integer, Double> rotations = new HashMap<>();
    /** COCO's counts of the masks that stay, by annotation. */
    private final Map<Integer, String> known = new HashMap<>();

    /** 0 if it is selected, else one more than the ordinal of a {@link Skipped}. */
    private byte[] skipped = new byte[256];

    private boolean[] crowd = new boolean[256];

    private SceneIndex(DocumentLists lists) {
        this.lists = lists;
    }

    /**
     * Reads a document; annotations with a bad box or an unknown image are rejected and are in no scene.
     *
     * @param imageList a document that lists the images, or null if this one does
     * @param knownMasks whether the masks of annotations that are not selected because they have one are kept
     */
    static SceneIndex read(
            Input input,
            Input imageList,
            Selection selection,
            BoxFormat format,
            boolean knownMasks,
            long maxPixels,
            ProblemSink problems)
            throws IOException {
        SceneIndex index = new SceneIndex(DocumentLists.withFiles(maxPixels));
        if (imageList != null) {
            index.lists.read(imageList, problems);
        }
        CocoReader.read(input, index.new Reader(selection, format, knownMasks, problems));
        index.scenes.group(index.imageCount());
        return index;
    }

    int imageCount() {
        return lists.images().size();
    }

    ListedImage image(int at) {
        return lists.images().get(at);
    }

    /** Position among the usable images of the image record at a position in the document, or -1. */
    int positionOf(long record) {
        return record < imageRecords.size() ? imageRecords.get((int) record) : AnnotationGroups.NONE;
    }

    /** Position of the image in whose scene an annotation is, or -1. */
    int imageOf(int annotation) {
        return scenes.imageOf(annotation);
    }

    /** Position of the image that an annotation names, or -1. */
    int homeOf(int annotation) {
        return annotation < scenes.size() ? home[annotation] : AnnotationGroups.NONE;
    }

    boolean isSelected(int annotation) {
        return skipped[annotation] == 0;
    }

    /** Why an annotation gets no mask, or null if it is selected. */
    Skipped skipped(int annotation) {
        if (annotation >= scenes.size()) {
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
        return scenes.of(at);
    }

    /** Whether any annotation of an image is selected. */
    boolean hasWork(int at) {
        for (int annotation : scenes.of(at)) {
            if (isSelected(annotation)) {
                return true;
            }
        }
        return false;
    }

    Target target(int annotation) {
        Id id = category[annotation] == NO_CATEGORY ? Id.NONE : categories.id(category[annotation]);
        return new Target(
                ids.get(annotation),
                around(annotation),
                lists.names().name(id),
                id,
                null,
                crowd[annotation],
                known(annotation));
    }

    private Rle known(int annotation) {
        String counts = known.get(annotation);
        ImageSizes.Size size = lists.sizes().get(home[annotation]);
        return counts == null ? null : Rle.parse(size.height(), size.width(), counts);
    }

    /** Makes room for the annotation at a position; those that were passed over belong to no image. */
    private int at(long position) {
        int at = Math.toIntExact(position);
        if (at >= home.length) {
            int capacity = Math.max(at + 1, home.length * 2);
            category = Arrays.copyOf(category, capacity);
            boxes = Arrays.copyOf(boxes, 4 * capacity);
            home = Arrays.copyOf(home, capacity);
            skipped = Arrays.copyOf(skipped, capacity);
            crowd = Arrays.copyOf(crowd, capacity);
        }
        while (scenes.size() <= at) {
            home[scenes.size()] = AnnotationGroups.NONE;
            skip(scenes.size(), Skipped.NO_IMAGE);
            scenes.add(AnnotationGroups.NONE);
        }
        return at;
    }

    private final class Reader implements CocoVisitor {
        private final Selector selector;
        private final BoxFormat format;
        private final ProblemSink problems;
        private final boolean knownMasks;
        private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();

        Reader(Selection selection, BoxFormat format, boolean knownMasks, ProblemSink problems) {
            this.selector = new Selector(selection, lists.names());
            this.format = format;
            this.knownMasks = knownMasks;
            this.problems = problems;
        }

        @Override
        public Set<Section> needsBeforeAnnotations() {
            return DocumentLists.sections();
        }

        @Override
        public void learn(CocoRecord record) throws AnnotationException {
            if (record.section() == Section.CATEGORIES) {
                lists.learn(record);
                return;
            }
            while (imageRecords.size() <= record.index()) {
                imageRecords.add(AnnotationGroups.NONE);
            }
            imageRecords.set((int) record.index(), lists.addImage(record));
        }

        @Override
        public Edit annotation(CocoRecord annotation) throws AnnotationException {
            int at = at(annotation.index());
            home[at] = lists.imageOf(annotation);
            skip(at, Skipped.BAD_BOX);
            ImageSizes.Size size = lists.sizes().get(home[at]);
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
            Id categoryId = annotation.id("category_id");
            category[at] = categoryId.present() ? categories.slot(categoryId) : NO_CATEGORY;
            if (reason == null && !selector.confirms(annotation, box, size)) {
                reason = Skipped.HAS_MASK;
            }
            skip(at, reason);
            if (knownMasks && reason == Skipped.HAS_MASK) {
                know(at, annotation, size);
            }
            scenes.set(at, home[at]);
            return Edit.KEEP;
        }

        /** Keeps a mask for its neighbours. That it is bad, if it is, changes nothing for its own annotation. */
        private void know(int at, CocoRecord annotation, ImageSizes.Size size) {
            try {
                Rle mask = rasterizer.rasterize(annotation.segmentation(), annotation, size.height(), size.width());
                known.put(at, mask.toCountsString());
            } catch (AnnotationException e) {
                // a neighbour without a mask
                known.remove(at);
            }
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
