package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.mask.Rle;
import dev.copra.overlap.MaskPool;
import dev.copra.shape.Outlines;
import dev.copra.shape.PolygonRasterizer;
import java.util.Arrays;

/**
 * The truths or the detections of a file as columns, in the order of the file: about 90 bytes each, and what masks and joints
 * need. Boxes are x, y, width, height in pixels. Columns may be longer than there are objects; others than readers do not add any.
 */
public final class Instances {
    /** The value in a column of an object that has none there. */
    public static final int NONE = -1;

    /** The number of objects. */
    public int size;
    /** Slots of a truth's ids in {@link #ids}. */
    public int[] id = new int[64];

    /** The ids of truths. */
    public final IdTable ids = new IdTable();
    /** Slots in {@link #images}. */
    public int[] image = new int[64];

    /** The ids of images. */
    public final IdTable images = new IdTable();
    /** Slots in {@link #categories}, or {@link #NONE}. */
    public int[] category = new int[64];

    /** The ids of categories. */
    public final IdTable categories = new IdTable();
    /** Position in the list of the file. */
    public int[] index = new int[64];

    /** x, y, width and height of each, one after the other. */
    public double[] box = new double[4 * 64];
    /** In pixels. */
    public double[] area = new double[64];
    /** Confidence of a detection. */
    public double[] score = new double[64];

    /** Whether the truth is a region of many objects. */
    public boolean[] crowd = new boolean[64];
    /** Whether the truth does not count: neither found nor missed. */
    public boolean[] ignore = new boolean[64];

    /** Indices into {@link #masks}. */
    public int[] mask = new int[64];

    /** Masks that are RLEs in the file. */
    public final MaskPool masks = new MaskPool();

    /** Indices into {@link #outlines}, of objects whose masks are made when they are needed. */
    public int[] outline = new int[64];

    /** Polygons of masks. */
    public final Outlines outlines = new Outlines();

    /** For each object the start of its joints in {@link #joints}: x, y and visibility of each. */
    public int[] jointsAt = new int[64];

    /** How many joints each object has. */
    public int[] jointCount = new int[64];

    /** The joints of all objects. */
    public double[] joints = new double[0];

    int jointNumbers;

    /** The four corners of each turned box, x and y of each; empty where boxes are upright. */
    public double[] corners = new double[0];

    /** Adds an object with all columns 0. @return its index */
    int add() {
        if (size == id.length) {
            int more = 2 * size;
            id = Arrays.copyOf(id, more);
            image = Arrays.copyOf(image, more);
            category = Arrays.copyOf(category, more);
            index = Arrays.copyOf(index, more);
            box = Arrays.copyOf(box, 4 * more);
            area = Arrays.copyOf(area, more);
            score = Arrays.copyOf(score, more);
            crowd = Arrays.copyOf(crowd, more);
            ignore = Arrays.copyOf(ignore, more);
            mask = Arrays.copyOf(mask, more);
            outline = Arrays.copyOf(outline, more);
            jointsAt = Arrays.copyOf(jointsAt, more);
            jointCount = Arrays.copyOf(jointCount, more);
        }
        mask[size] = NONE;
        outline[size] = NONE;
        return size++;
    }

    /** Adds an object that is another one in all but its category. Not for keypoints and turned boxes. */
    void addCopy(int other, Id inCategory) {
        int object = add();
        id[object] = id[other];
        image[object] = image[other];
        category[object] = categories.slot(inCategory);
        index[object] = index[other];
        setBox(object, box[4 * other], box[4 * other + 1], box[4 * other + 2], box[4 * other + 3]);
        area[object] = area[other];
        score[object] = score[other];
        crowd[object] = crowd[other];
        ignore[object] = ignore[other];
        mask[object] = mask[other];
        outline[object] = outline[other];
    }

    /** Sets the image and the category of an object. @param inCategory may be absent */
    void setPlace(int object, Id inImage, Id inCategory) {
        image[object] = images.slot(inImage);
        category[object] = inCategory.present() ? categories.slot(inCategory) : NONE;
    }

    /** The id of an object's image. */
    public Id imageId(int object) {
        return images.id(image[object]);
    }

    /** The id of an object's category; {@link Id#NONE} if it has none. */
    public Id categoryId(int object) {
        return category[object] == NONE ? Id.NONE : categories.id(category[object]);
    }

    /** The mask of an object, which must have one. */
    public Rle mask(int object, PolygonRasterizer rasterizer) {
        return outline[object] == NONE ? masks.get(mask[object]) : outlines.mask(outline[object], rasterizer);
    }

    void addJoints(int object, double[] numbers) {
        if (jointNumbers + numbers.length > joints.length) {
            joints = Arrays.copyOf(joints, Math.max(2 * joints.length, jointNumbers + 64 * numbers.length));
        }
        System.arraycopy(numbers, 0, joints, jointNumbers, numbers.length);
        jointsAt[object] = jointNumbers;
        jointCount[object] = numbers.length / 3;
        jointNumbers += numbers.length;
    }

    /** Sets the corners of a turned box, and the upright box around it. */
    void setCorners(int object, double[] numbers) {
        if (corners.length < 8 * (object + 1)) {
            corners = Arrays.copyOf(corners, Math.max(2 * corners.length, 8 * (object + 1)));
        }
        System.arraycopy(numbers, 0, corners, 8 * object, 8);
        double[] bounds = TurnedBoxes.bounds(numbers);
        setBox(object, bounds[0], bounds[1], bounds[2], bounds[3]);
    }

    void setBox(int object, double x, double y, double width, double height) {
        box[4 * object] = x;
        box[4 * object + 1] = y;
        box[4 * object + 2] = width;
        box[4 * object + 3] = height;
    }
}
