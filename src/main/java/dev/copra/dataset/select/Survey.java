package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.IntColumn;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * The first pass: the images and categories of a document by slot, and of each annotation, by its position in the document, its
 * image, its category, and whether it meets the conditions that it alone tells. 8 bytes and two bits an annotation, 12 bytes if its
 * area is kept; 16 to 32 bytes an image.
 *
 * <p>An annotation of a panoptic file is a whole image; its segments are objects without a position.
 */
public final class Survey implements CocoVisitor {
    /** What stands for no image, no category, or no record that could be read. */
    static final int NONE = -1;

    /** Looks at the first record of each image. */
    public interface ImageView {
        /**
         * Whether an image meets what is asked of it.
         *
         * @param slot stands for its id
         * @throws AnnotationException if the record is bad where it must be read
         */
        boolean fits(int slot, CocoRecord image) throws AnnotationException;
    }

    private final List<RecordCondition> conditions;
    private final ImageView view;
    private final boolean areas;
    private final ProblemSink problems;

    private DocumentKind kind = DocumentKind.DATASET;
    private final CategoryList categories = new CategoryList();
    private final IdTable images = new IdTable();
    /** Images of which a record is known, here or in a list beside the document. */
    private final BitSet known = new BitSet();
    /** Images that have a record in the document. */
    private final BitSet listed = new BitSet();

    private final BitSet fittingImages = new BitSet();
    private long imageRecords;

    private final IntColumn imageOf = new IntColumn(NONE);
    private final IntColumn categoryOf = new IntColumn(NONE);
    private final IntColumn areaOf = new IntColumn(NONE);
    private final BitSet fitting = new BitSet();
    private final BitSet unreadable = new BitSet();
    private final IntColumn segmentImage = new IntColumn(NONE);
    private final IntColumn segmentCategory = new IntColumn(NONE);
    private final IntColumn segmentArea = new IntColumn(NONE);
    private boolean panoptic;

    /**
     * @param conditions all of which an annotation must meet by itself
     * @param view of the images
     * @param areas whether to keep the areas
     * @param problems told of bad records
     */
    public Survey(List<RecordCondition> conditions, ImageView view, boolean areas, ProblemSink problems) {
        this.conditions = conditions;
        this.view = view;
        this.areas = areas;
        this.problems = problems;
    }

    @Override
    public void begin(DocumentKind layout) {
        kind = layout;
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        categories.declare(category);
        return Edit.KEEP;
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        imageRecords++;
        int slot = slot(image);
        listed.set(slot);
        know(image, slot);
        return Edit.KEEP;
    }

    private int slot(CocoRecord image) throws AnnotationException {
        Id id = image.id("id");
        if (!id.present()) {
            throw image.wrong("image-id", "the image has no id");
        }
        return images.slot(id);
    }

    private void know(CocoRecord image, int slot) throws AnnotationException {
        boolean first = !known.get(slot);
        known.set(slot);
        // of several records of one id the first one counts
        if (first) {
            boolean fits = true;
            try {
                fits = view.fits(slot, image);
            } finally {
                // what cannot be read stays
                fittingImages.set(slot, fits);
            }
        }
    }

    /** Reads a list of images and categories that stands beside the document. */
    public CocoVisitor beside(ProblemSink sink) {
        return new CocoVisitor() {
            @Override
            public Edit category(CocoRecord category) throws AnnotationException {
                return Survey.this.category(category);
            }

            @Override
            public Edit image(CocoRecord image) throws AnnotationException {
                know(image, slot(image));
                return Edit.KEEP;
            }

            @Override
            public void reject(AnnotationException problem) throws IOException {
                sink.add(problem);
            }
        };
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        int at = Math.toIntExact(annotation.index());
        imageOf.set(at, NONE);
        try {
            read(annotation, at);
        } catch (AnnotationException e) {
            unreadable.set(at);
            throw e;
        }
        return Edit.KEEP;
    }

    private void read(CocoRecord annotation, int at) throws AnnotationException {
        Id image = annotation.id("image_id");
        int slot = image.present() ? images.slot(image) : NONE;
        imageOf.set(at, slot);
        Id category = annotation.id("category_id");
        if (category.present()) {
            categoryOf.set(at, categories.slot(category));
        } else if (annotation.has("segments_info")) {
            panoptic = true;
            SegmentsInfo.read(annotation, (id, area, box, crowd) -> {
                int row = segmentImage.size();
                segmentImage.set(row, slot);
                segmentCategory.set(row, categories.slot(id));
                segmentArea.set(row, Float.floatToIntBits((float) area));
            });
        }
        if (areas) {
            areaOf.set(at, Float.floatToIntBits((float) AnnotationConditions.area(annotation)));
        }
        boolean fits = true;
        for (int i = 0; fits && i < conditions.size(); i++) {
            fits = conditions.get(i).holds(annotation);
        }
        fitting.set(at, fits);
    }

    /** Two members of one name are told, and the first one counts. */
    @Override
    public boolean readsAmbiguous() {
        return true;
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        problems.add(problem);
    }

    /** The layout of the document. */
    public DocumentKind kind() {
        return kind;
    }

    /** Whether there are annotations that are whole images, with segments. */
    public boolean isPanoptic() {
        return panoptic;
    }

    /** The categories, with a slot for each. */
    public CategoryList categories() {
        return categories;
    }

    /** The ids of the images by slot: of those that are listed, and of those that only annotations name. */
    public IdTable images() {
        return images;
    }

    /** Whether a record of any image is known. */
    public boolean knowsImages() {
        return !known.isEmpty();
    }

    /** How many records the list of images in the document has. */
    public long imageRecords() {
        return imageRecords;
    }

    /** How many positions the list of annotations has. */
    public int annotations() {
        return imageOf.size();
    }

    /** The slot of an annotation's image, or -1. */
    public int imageOf(int annotation) {
        return imageOf.get(annotation);
    }

    /** The slot of an annotation's category, or -1. */
    public int categoryOf(int annotation) {
        return annotation < categoryOf.size() ? categoryOf.get(annotation) : NONE;
    }

    /** Whether an image's record meets the condition; null if no record is known. */
    Boolean fits(int image) {
        return known.get(image) ? (Boolean) fittingImages.get(image) : null;
    }

    /** Whether an image has a record in the document. */
    boolean isListed(int image) {
        return listed.get(image);
    }

    /** Annotations that meet the conditions. */
    BitSet fitting() {
        return (BitSet) fitting.clone();
    }

    /** Annotations that could not be read, so that it is not known whether they meet the conditions. */
    BitSet unreadable() {
        return unreadable;
    }

    /** Is shown objects. */
    interface Objects {
        /**
         * @param annotation the position of the annotation, which a segment shares with those beside it: -1
         * @param image its image's slot, at least 0
         * @param category its category's slot, at least 0
         * @param area in square pixels, NaN if it is not known or was not kept
         */
        void accept(int annotation, int image, int category, double area);
    }

    /** Shows all objects of which image and category are known: annotations, and segments of panoptic ones. */
    void forEachObject(Objects objects) {
        for (int i = 0; i < categoryOf.size(); i++) {
            if (categoryOf.get(i) >= 0 && imageOf.get(i) >= 0) {
                objects.accept(i, imageOf.get(i), categoryOf.get(i), area(areaOf, i));
            }
        }
        for (int i = 0; i < segmentImage.size(); i++) {
            if (segmentImage.get(i) >= 0) {
                objects.accept(NONE, segmentImage.get(i), segmentCategory.get(i), area(segmentArea, i));
            }
        }
    }

    private static double area(IntColumn column, int at) {
        return at < column.size() ? Float.intBitsToFloat(column.get(at)) : Double.NaN;
    }
}
