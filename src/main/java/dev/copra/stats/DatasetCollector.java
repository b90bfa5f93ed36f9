package dev.copra.stats;

import dev.copra.coco.AnnotationEditor;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.dataset.select.CategoryList;
import dev.copra.dataset.select.SegmentsInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes in the records of a data set, in one pass: 52 bytes an object, at most 80 an image. Collectors that have read parts of a data
 * set are {@linkplain #merge merged} into one that gives the same result as if it had read the whole: to the last bit, wherever the
 * parts were cut, be it between two annotations of one image.
 *
 * <p>The first member of a record that cannot be used is told, and the record counts with what is left of it. A record whose
 * {@code image_id} or {@code category_id} is no id is told and left out; one that has none is an object without an image or category.
 */
public final class DatasetCollector implements CocoVisitor {
    // of the reading alone: neither goes with a collector to another machine, where it is merged
    private final transient ProblemSink problems;
    private final transient RecordMeter meter;

    private final MeasuredImages images = new MeasuredImages();
    private final CategoryList categories = new CategoryList();
    private final ObjectTable objects = new ObjectTable();
    /** By category, from that of objects without one on. */
    private final List<MaskTally> masks = new ArrayList<>();

    private final List<KeypointTally> keypoints = new ArrayList<>();

    /** The images that are known before the annotations, for other threads: nothing is added to them. Null until one is asked for. */
    private transient MeasuredImages learnt;

    /** @param problems told of bad records */
    public DatasetCollector(ProblemSink problems) {
        this.problems = problems;
        meter = new RecordMeter(images);
    }

    /** Their sizes are where polygons end. */
    @Override
    public Set<Section> needsBeforeAnnotations() {
        return EnumSet.of(Section.IMAGES);
    }

    @Override
    public void learn(CocoRecord image) throws AnnotationException {
        learnt = null;
        images.add(image);
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        categories.declare(category);
        tally(keypoints, categories.slot(category.id("id"))).name(category);
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord annotation) throws AnnotationException {
        Id imageId = annotation.id("image_id");
        Id categoryId = annotation.id("category_id");
        if (!categoryId.present() && annotation.has("segments_info")) {
            int image = imageId.present() ? images.slot(imageId) : ObjectTable.NONE;
            SegmentsInfo.read(
                    annotation,
                    (id, area, box, crowd) -> add(image, categories.slot(id), crowd, usable(box), area, null));
            return Edit.KEEP;
        }
        int image = imageId.present() ? images.slot(imageId) : ObjectTable.NONE;
        int category = categoryId.present() ? categories.slot(categoryId) : ObjectTable.NONE;
        RecordMeter.Measured measured = meter.measure(annotation, imageId);
        add(image, category, measured);
        if (measured.wrong() != null) {
            throw measured.wrong();
        }
        return Edit.KEEP;
    }

    /** Measures in another thread. What is not an object alone, or bad, waits for its turn. */
    @Override
    public AnnotationEditor editor() {
        if (learnt == null) {
            learnt = new MeasuredImages();
            learnt.addAll(images);
        }
        RecordMeter own = new RecordMeter(learnt);
        return annotation -> {
            Id imageId = annotation.id("image_id");
            Id categoryId = annotation.id("category_id");
            if (!categoryId.present() && annotation.has("segments_info")) {
                return null;
            }
            RecordMeter.Measured measured = own.measure(annotation, imageId);
            return measured.wrong() != null
                    ? null
                    : new AnnotationEditor.Answer(Edit.KEEP, () -> {
                        int image = imageId.present() ? images.slot(imageId) : ObjectTable.NONE;
                        add(image, categoryId.present() ? categories.slot(categoryId) : ObjectTable.NONE, measured);
                    });
        };
    }

    private void add(int image, int category, RecordMeter.Measured measured) {
        add(image, category, measured.crowd(), measured.box(), measured.area(), measured.mask());
        if (measured.keypoints() != null) {
            tally(keypoints, category).add(measured.keypoints());
        }
    }

    private void add(int image, int category, boolean crowd, double[] box, double area, MaskMeter.Figures mask) {
        double[] extent = box == null && mask != null ? mask.bounds() : box;
        double size = area;
        if (!Double.isFinite(size)) {
            size = box != null ? box[2] * box[3] : mask != null ? mask.pixels() : Double.NaN;
        }
        objects.add(image, category, crowd, extent, size, mask == null ? ObjectTable.NONE : mask.pixels());
        if (mask != null) {
            masks(category).add(mask);
        }
    }

    private static double[] usable(double[] box) {
        return box != null && Double.isFinite(box[0] + box[1] + box[2] + box[3]) && Math.min(box[2], box[3]) >= 0
                ? box
                : null;
    }

    private MaskTally masks(int category) {
        while (masks.size() <= category + 1) {
            masks.add(new MaskTally());
        }
        return masks.get(category + 1);
    }

    private static KeypointTally tally(List<KeypointTally> tallies, int category) {
        while (tallies.size() <= category + 1) {
            tallies.add(new KeypointTally());
        }
        return tallies.get(category + 1);
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

    /** Takes in what another collector has, which has read another part of the data set and stays as it is. */
    public void merge(DatasetCollector other) {
        int[] imageSlots = images.addAll(other.images);
        int[] categorySlots = categories.addAll(other.categories);
        objects.addAll(other.objects, imageSlots, categorySlots);
        for (int i = 0; i < other.masks.size(); i++) {
            masks(slot(i, categorySlots)).addAll(other.masks.get(i));
        }
        for (int i = 0; i < other.keypoints.size(); i++) {
            tally(keypoints, slot(i, categorySlots)).addAll(other.keypoints.get(i));
        }
    }

    private static int slot(int tally, int[] categorySlots) {
        return tally == 0 ? ObjectTable.NONE : categorySlots[tally - 1];
    }

    /**
     * The result.
     *
     * @param choice only of objects of these categories; null for all, and for objects without a category, too. All images count
     * @throws IllegalArgumentException if a word of the choice fits no category
     */
    public DatasetProfile result(CategoryChoice choice) {
        BitSet chosen = new BitSet();
        if (choice == null) {
            chosen.set(0, categories.size());
        } else {
            chosen = choice.of(categories);
        }
        return new DatasetSumming(images, categories, objects, masks, keypoints, chosen, choice == null).profile();
    }
}
