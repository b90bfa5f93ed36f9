package dev.copra.evaluate.read;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.evaluate.rules.Kind;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.overlap.MaskPool;
import dev.copra.overlap.QuadOverlap;
import dev.copra.shape.PolygonRasterizer;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Reads a results file into columns as {@code loadRes} of pycocotools does: the first record decides whether areas and boxes
 * come from {@code bbox}, from {@code segmentation} or from {@code keypoints}, for all records and whatever is evaluated.
 */
public final class ResultReader implements CocoVisitor {
    /** Where areas and boxes come from. */
    private enum Source {
        BBOX,
        SEGMENTATION,
        KEYPOINTS
    }

    private final Kind kind;
    private final boolean agnostic;
    private final TurnedBoxes turned;
    private final JointCounts jointCounts = new JointCounts();
    private final Supplier<ImageSizes> sizes;
    private final ProblemSink rejected;
    private final ProblemSink notes;
    private final SegmentationRasterizer rasterizer = new SegmentationRasterizer();
    private final PolygonRasterizer boxRasterizer = new PolygonRasterizer();
    private final Instances objects = new Instances();
    /** Where masks go; if only their areas and bounds are needed, one after the other. */
    private final MaskPool masks;

    private Source source;

    /**
     * @param agnostic whether categories play no part, so that a record needs none
     * @param sizes gives the sizes of images; asked only if a mask does not say its own, and may wait for the other file
     * @param rejected is told of records that are left out
     * @param notes is told of records that are used, though something is odd about them
     */
    public ResultReader(
            Kind kind, boolean agnostic, Supplier<ImageSizes> sizes, ProblemSink rejected, ProblemSink notes) {
        this(kind, TurnedBoxes.USUAL, agnostic, sizes, rejected, notes);
    }

    /** As the other one. @param turned how turned boxes are read, if the kind is of them */
    public ResultReader(
            Kind kind,
            TurnedBoxes turned,
            boolean agnostic,
            Supplier<ImageSizes> sizes,
            ProblemSink rejected,
            ProblemSink notes) {
        this.turned = turned;
        this.kind = kind;
        this.agnostic = agnostic;
        this.sizes = sizes;
        masks = kind.needsMasks() ? objects.masks : new MaskPool();
        this.rejected = rejected;
        this.notes = notes;
    }

    /** What has been read. */
    public Results results() {
        return new Results(objects, kind.needsMasks() && source == Source.BBOX);
    }

    @Override
    public Edit annotation(CocoRecord record) throws AnnotationException, IOException {
        if (record.isNull("score") && record.flag("iscrowd")) {
            // masks that were made of a data set's boxes stand in a copy of it, beside the crowd regions of the truth
            notes.add(record.wrong("score-missing", "a crowd region without a score is no detection; it is left out"));
            return Edit.KEEP;
        }
        if (kind == Kind.OBB) {
            return turnedBox(record);
        }
        if (source == null) {
            source = source(record);
        }
        Id image = RecordFields.id(record, "image_id");
        Id category = agnostic ? record.id("category_id") : RecordFields.id(record, "category_id");
        double score = score(record);
        double[] joints = kind == Kind.KEYPOINTS || source == Source.KEYPOINTS ? joints(record, category) : null;
        double[] box = switch (source) {
            case BBOX -> RecordFields.requiredBox(record);
            case SEGMENTATION -> RecordFields.box(record);
            case KEYPOINTS -> extremes(joints);
        };
        if (kind == Kind.BBOX && box != null && (box[2] < 0 || box[3] < 0)) {
            notes.add(record.wrong(
                    "bbox-negative",
                    "the box is " + box[2] + " wide and " + box[3] + " high; it cannot be found to overlap anything"));
        }
        boolean masked = kind.needsMasks() || source == Source.SEGMENTATION;
        int mask = masked ? addMask(record, source == Source.BBOX ? box : null) : Instances.NONE;
        int object = objects.add();
        objects.setPlace(object, image, category);
        objects.index[object] = (int) record.index();
        objects.score[object] = score;
        objects.area[object] = source == Source.SEGMENTATION ? masks.area(mask) : box[2] * box[3];
        if (kind.needsMasks()) {
            objects.mask[object] = mask;
        }
        if (box == null) {
            Box bounds = masks.bounds(mask);
            objects.setBox(object, bounds.x(), bounds.y(), bounds.width(), bounds.height());
        } else {
            objects.setBox(object, box[0], box[1], box[2], box[3]);
        }
        if (kind == Kind.KEYPOINTS) {
            objects.addJoints(object, joints);
        }
        return Edit.KEEP;
    }

    private Edit turnedBox(CocoRecord record) throws AnnotationException {
        Id image = RecordFields.id(record, "image_id");
        Id category = agnostic ? record.id("category_id") : RecordFields.id(record, "category_id");
        double score = score(record);
        double[] corners = turned.corners(record);
        int object = objects.add();
        objects.setPlace(object, image, category);
        objects.index[object] = (int) record.index();
        objects.score[object] = score;
        objects.setCorners(object, corners);
        objects.area[object] = QuadOverlap.area(corners, 0);
        return Edit.KEEP;
    }

    private static Source source(CocoRecord first) throws AnnotationException {
        if (RecordFields.box(first) != null) {
            return Source.BBOX;
        }
        if (!first.isNull("segmentation")) {
            return Source.SEGMENTATION;
        }
        if (!first.isNull("keypoints")) {
            return Source.KEYPOINTS;
        }
        throw first.wrong("result-kind", "there is neither bbox nor segmentation nor keypoints");
    }

    private static double score(CocoRecord record) throws AnnotationException {
        if (record.isNull("score")) {
            throw record.wrong("score-missing", "there is no score");
        }
        double score = record.number("score", 0);
        if (Double.isNaN(score)) {
            throw record.wrong("score-nonfinite", "the score is not a number");
        }
        return score;
    }

    private double[] joints(CocoRecord record, Id category) throws AnnotationException {
        double[] joints = RecordFields.joints(record);
        jointCounts.check(record, category, joints);
        return joints;
    }

    /** The box around all joints, those at (0, 0) that were not found included, as pycocotools has it. */
    private static double[] extremes(double[] joints) {
        double left = joints[0];
        double right = left;
        double top = joints[1];
        double bottom = top;
        for (int i = 3; i < joints.length; i += 3) {
            left = Math.min(left, joints[i]);
            right = Math.max(right, joints[i]);
            top = Math.min(top, joints[i + 1]);
            bottom = Math.max(bottom, joints[i + 1]);
        }
        return new double[] {left, top, right - left, bottom - top};
    }

    /** @param box stands in for a mask that is missing, or null */
    private int addMask(CocoRecord record, double[] box) throws AnnotationException {
        if (!kind.needsMasks()) {
            masks.clear();
        }
        Segmentation segmentation = record.segmentation();
        int mask = SegmentationRasterizer.addRle(segmentation, record, masks);
        return mask == Instances.NONE ? masks.add(rasterized(segmentation, record, box)) : mask;
    }

    private Rle rasterized(Segmentation segmentation, CocoRecord record, double[] box) throws AnnotationException {
        if (segmentation instanceof Segmentation.None && box == null) {
            throw record.wrong("segmentation-missing", "there is no segmentation");
        }
        ImageSizes.Size size = sizes.get().of(record);
        if (segmentation instanceof Segmentation.None) {
            double right = box[0] + box[2];
            double bottom = box[1] + box[3];
            return boxRasterizer.rasterize(
                    new double[] {box[0], box[1], box[0], bottom, right, bottom, right, box[1]},
                    size.height(),
                    size.width());
        }
        return rasterizer.rasterize(segmentation, record, size.height(), size.width());
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        rejected.add(problem);
    }
}
