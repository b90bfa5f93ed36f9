package dev.copra.stats;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.collect.IntColumn;
import java.util.BitSet;

/** The images of a data set by slot: those that are listed, and those that only annotations name. */
final class MeasuredImages {
    /** A side that is not known. */
    private static final int UNKNOWN = 0;

    private static final int MAX_SIDE = 1 << 20;

    private final IdTable ids = new IdTable();
    private final IntColumn widths = new IntColumn(UNKNOWN);
    private final IntColumn heights = new IntColumn(UNKNOWN);
    private final BitSet listed = new BitSet();

    /**
     * Takes in a record. Of several with one id the last one counts, as in pycocotools.
     *
     * @throws AnnotationException if it has no id, or a side that is no number of pixels; the latter is counted all the same
     */
    void add(CocoRecord image) throws AnnotationException {
        Id id = image.id("id");
        if (!id.present()) {
            throw image.wrong("image-id", "the image has no id");
        }
        int slot = ids.slot(id);
        listed.set(slot);
        set(slot, UNKNOWN, UNKNOWN);
        set(slot, side(image, "width"), side(image, "height"));
    }

    private void set(int slot, int width, int height) {
        widths.set(slot, width);
        heights.set(slot, height);
    }

    private static int side(CocoRecord image, String name) throws AnnotationException {
        double side = image.number(name, UNKNOWN);
        if (!(side >= 0 && side == Math.rint(side) && side <= MAX_SIDE)) {
            throw image.wrong("image-size", name + " is " + image.excerpt(name) + ", which is not a number of pixels");
        }
        return (int) side;
    }

    /** The slot of an id, which is the next one if it is new. */
    int slot(Id id) {
        int slot = ids.slot(id);
        if (slot >= widths.size()) {
            set(slot, UNKNOWN, UNKNOWN);
        }
        return slot;
    }

    /** The slot of an id, or -1 if it has none. */
    int find(Id id) {
        return ids.find(id);
    }

    /** Adds the images of another part. @return their slots here by their slots there */
    int[] addAll(MeasuredImages others) {
        int[] slots = new int[others.size()];
        for (int there = 0; there < slots.length; there++) {
            int slot = slot(others.ids.id(there));
            slots[there] = slot;
            if (others.listed.get(there)) {
                listed.set(slot);
                set(slot, others.width(there), others.height(there));
            }
        }
        return slots;
    }

    int size() {
        return ids.size();
    }

    /** Whether the data set has a list of images. */
    boolean isListed() {
        return !listed.isEmpty();
    }

    /** How many images are listed; all, if there is no list. */
    int counted() {
        return isListed() ? listed.cardinality() : size();
    }

    /** Whether an image is one of those that are counted. */
    boolean counts(int slot) {
        return !isListed() || listed.get(slot);
    }

    /** Whether width and height are known. */
    boolean isSized(int slot) {
        return width(slot) > 0 && height(slot) > 0;
    }

    int width(int slot) {
        return widths.get(slot);
    }

    int height(int slot) {
        return heights.get(slot);
    }
}
