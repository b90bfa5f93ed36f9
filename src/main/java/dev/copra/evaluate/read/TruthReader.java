package dev.copra.evaluate.read;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.list.ImageSizes;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Protocol;
import dev.copra.mask.Box;
import dev.copra.overlap.QuadOverlap;
import dev.copra.shape.PolygonRasterizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads a truth file into columns. Polygons are kept as outlines: whether a mask will be needed is not known yet. */
public final class TruthReader implements CocoVisitor {
    private final Kind kind;
    private final Protocol protocol;
    private final boolean lvis;
    private final boolean agnostic;
    private final TurnedBoxes turned;
    private final ProblemSink rejected;
    private final ProblemSink notes;

    private final Instances objects = new Instances();
    private final List<Category> categories = new ArrayList<>();
    private final ImageSizes sizes;
    private final ImageLabels labels = new ImageLabels();
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final JointCounts jointCounts = new JointCounts();
    private int[] images = new int[64];
    private int imageCount;

    /**
     * @param lvis whether the file must say what was looked for in each image
     * @param agnostic whether categories play no part, so that a record needs none
     * @param maxPixels images of more pixels are refused
     * @param rejected is told of records that are left out
     * @param notes is told of records that are used, though something is odd about them
     */
    public TruthReader(
            Kind kind, boolean lvis, boolean agnostic, long maxPixels, ProblemSink rejected, ProblemSink notes) {
        this(kind, TurnedBoxes.USUAL, lvis ? Protocol.LVIS : Protocol.COCO, agnostic, maxPixels, rejected, notes);
    }

    /** As the other one. @param turned how turned boxes are read, if the kind is of them */
    public TruthReader(
            Kind kind,
            TurnedBoxes turned,
            Protocol protocol,
            boolean agnostic,
            long maxPixels,
            ProblemSink rejected,
            ProblemSink notes) {
        this.turned = turned;
        this.kind = kind;
        this.protocol = protocol;
        lvis = protocol == Protocol.LVIS;
        this.agnostic = agnostic;
        this.rejected = rejected;
        this.notes = notes;
        sizes = new ImageSizes(maxPixels);
    }

    /** What has been read. */
    public Truth truth() {
        return new Truth(objects, Arrays.copyOf(images, imageCount), categories, sizes, labels);
    }

    @Override
    public Set<Section> needsBeforeAnnotations() {
        return kind.needsMasks() ? Set.of(Section.IMAGES) : Set.of();
    }

    @Override
    public void learn(CocoRecord image) throws AnnotationException {
        sizes.add(image);
    }

    @Override
    public Edit image(CocoRecord image) throws AnnotationException {
        Id id = RecordFields.id(image, "id");
        if (imageCount == images.length) {
            images = Arrays.copyOf(images, 2 * imageCount);
        }
        images[imageCount++] = objects.images.slot(id);
        if (!kind.needsMasks() && image.has("height")) {
            sizes.add(image);
        }
        switch (protocol) {
            case LVIS ->
                labels.add(
                        id, List.of(), labels(image, "neg_category_ids"), labels(image, "not_exhaustive_category_ids"));
            case OPEN_IMAGES ->
                labels.add(
                        id, labelsIfAny(image, "pos_category_ids"), labelsIfAny(image, "neg_category_ids"), List.of());
            case CROWDPOSE -> labels.addCrowding(id, crowding(image));
            case COCO -> {}
        }
        return Edit.KEEP;
    }

    private static List<Id> labelsIfAny(CocoRecord image, String name) throws AnnotationException {
        List<Id> ids = image.ids(name);
        return ids == null ? List.of() : ids;
    }

    private static double crowding(CocoRecord image) throws AnnotationException {
        double index = image.number("crowdIndex", Double.NaN);
        if (Double.isNaN(index)) {
            throw image.wrong("crowd-index", "there is no crowdIndex, without which CrowdPose cannot be evaluated");
        }
        return index;
    }

    private static List<Id> labels(CocoRecord image, String name) throws AnnotationException {
        List<Id> ids = image.ids(name);
        if (ids == null) {
            throw image.wrong("lvis-labels", "there is no " + name + ", without which LVIS cannot be evaluated");
        }
        return ids;
    }

    @Override
    public Edit category(CocoRecord category) throws AnnotationException {
        String name = category.has("name") ? category.text("name") : null;
        String frequency = category.has("frequency") ? category.text("frequency") : null;
        if (lvis && frequency == null) {
            throw category.wrong("lvis-frequency", "there is no frequency, without which LVIS cannot be evaluated");
        }
        String supercategory = category.has("supercategory") ? category.text("supercategory") : null;
        Id id = RecordFields.id(category, "id");
        objects.categories.slot(id);
        if (protocol == Protocol.OPEN_IMAGES && category.has("mid")) {
            labels.addMark(id, category.text("mid"));
        }
        categories.add(new Category(
                id,
                name == null ? "" : name,
                frequency == null ? "" : frequency,
                supercategory == null ? "" : supercategory,
                kind == Kind.KEYPOINTS ? category.numbers("sigmas") : null));
        return Edit.KEEP;
    }

    @Override
    public Edit annotation(CocoRecord record) throws AnnotationException, IOException {
        Id id = RecordFields.id(record, "id");
        Id image = RecordFields.id(record, "image_id");
        Id category = agnostic ? record.id("category_id") : RecordFields.id(record, "category_id");
        boolean crowd = record.flag("iscrowd") || protocol == Protocol.OPEN_IMAGES && record.flag("is_group_of");
        double[] corners = kind == Kind.OBB ? turned.corners(record) : null;
        double[] box = kind == Kind.BBOX
                ? RecordFields.requiredBox(record)
                : kind == Kind.OBB ? TurnedBoxes.bounds(corners) : RecordFields.box(record);
        double[] joints = kind == Kind.KEYPOINTS ? joints(record, box, category) : null;
        // LVIS has no crowds but honours "ignore"; COCO overwrites it, the boundary fork adds to it
        boolean ignored = (lvis || kind == Kind.BOUNDARY) && record.flag("ignore")
                || crowd && !lvis
                || turned.passesOver(record)
                || joints != null && unlabelled(record, joints);
        double area = protocol == Protocol.CROWDPOSE ? crowdPoseArea(record, box) : record.number("area", 0);
        Segmentation segmentation = kind.needsMasks() ? record.segmentation() : Segmentation.None.ABSENT;
        // an RLE is taken as it is, even if its image has another size: then nothing will match it
        int mask = SegmentationRasterizer.addRle(segmentation, record, objects.masks);
        int outline = mask == Instances.NONE && kind.needsMasks() ? outline(segmentation, record) : Instances.NONE;

        // nothing is refused from here on
        int object = objects.add();
        objects.id[object] = objects.ids.slot(id);
        objects.setPlace(object, image, category);
        objects.index[object] = (int) record.index();
        objects.crowd[object] = crowd && !lvis;
        objects.ignore[object] = ignored;
        objects.area[object] = area;
        objects.mask[object] = mask;
        objects.outline[object] = outline;
        if (joints != null) {
            objects.addJoints(object, joints);
        }
        if (corners != null) {
            objects.setCorners(object, corners);
        } else if (box != null) {
            objects.setBox(object, box[0], box[1], box[2], box[3]);
        } else if (kind.needsMasks()) {
            Box bounds = objects.mask(object, rasterizer).bounds();
            objects.setBox(object, bounds.x(), bounds.y(), bounds.width(), bounds.height());
        }
        if (record.isNull("area") && protocol != Protocol.CROWDPOSE) {
            objects.area[object] = areaInstead(object, record);
        }
        return Edit.KEEP;
    }

    /** CrowdPose takes a person for .53 of the box. */
    private static double crowdPoseArea(CocoRecord record, double[] box) throws AnnotationException {
        if (box == null) {
            throw record.wrong("bbox-missing", "there is no bbox, which CrowdPose takes areas from");
        }
        return box[3] * box[2] * .53;
    }

    private double[] joints(CocoRecord record, double[] box, Id category) throws AnnotationException {
        double[] joints = RecordFields.joints(record);
        jointCounts.check(record, category, joints);
        if (box == null && unlabelled(record, joints)) {
            throw record.wrong("bbox-missing", "there is no bbox, by which an object without joints is compared");
        }
        return joints;
    }

    /** By the number in the file; where there is none, by the joints. */
    private static boolean unlabelled(CocoRecord record, double[] joints) throws AnnotationException {
        double labelled = record.number("num_keypoints", -1);
        if (labelled >= 0) {
            return labelled == 0;
        }
        for (int i = 2; i < joints.length; i += 3) {
            if (joints[i] > 0) {
                return false;
            }
        }
        return true;
    }

    private int outline(Segmentation segmentation, CocoRecord record) throws AnnotationException {
        if (!(segmentation instanceof Segmentation.Polygons polygons)) {
            throw record.wrong("segmentation-missing", "there is no segmentation");
        }
        ImageSizes.Size size = sizes.of(record);
        SegmentationRasterizer.check(polygons, record);
        return objects.outlines.add(polygons.rings(), size.height(), size.width());
    }

    private double areaInstead(int object, CocoRecord record) throws IOException {
        notes.add(record.wrong(
                "area-missing", "there is no area; that of the " + (kind.needsMasks() ? "mask" : "box") + " is used"));
        if (kind == Kind.OBB) {
            return QuadOverlap.area(objects.corners, 8 * object);
        }
        return kind.needsMasks()
                ? objects.mask(object, rasterizer).area()
                : objects.box[4 * object + 2] * objects.box[4 * object + 3];
    }

    @Override
    public void reject(AnnotationException problem) throws IOException {
        rejected.add(problem);
    }
}
