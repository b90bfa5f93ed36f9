package dev.copra.dataset.diff;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.util.Arrays;

/**
 * A member of a document and where its elements lie: those of a list, or one, which is the value. 20 bytes an element, and some 24
 * for an id.
 */
final class DiffPart {
    static final int NONE = -1;

    private final String name;
    private final boolean list;
    private long[] offsets = new long[16];
    private int[] lengths = new int[16];
    /** By element, the slot of what it is known by, and of the image that it refers to; or {@link #NONE}. */
    private int[] keySlots = new int[16];

    private int[] imageSlots = new int[16];
    private final IdTable keys = new IdTable();
    private final IdTable images = new IdTable();
    private int size;

    /** @param list whether it is a list of elements rather than one value */
    DiffPart(String name, boolean list) {
        this.name = name;
        this.list = list;
    }

    String name() {
        return name;
    }

    boolean isList() {
        return list;
    }

    boolean is(String expected) {
        return list && name.equals(expected);
    }

    int size() {
        return size;
    }

    long offset(int element) {
        return offsets[element];
    }

    int length(int element) {
        return lengths[element];
    }

    /** What an element is known by, such as its id; {@link Id#NONE} if by nothing. */
    Id key(int element) {
        return keySlots[element] == NONE ? Id.NONE : keys.id(keySlots[element]);
    }

    /** What the elements are known by. */
    IdTable keys() {
        return keys;
    }

    /** The slot in {@link #keys} of an element, or {@link #NONE}. */
    int keySlot(int element) {
        return keySlots[element];
    }

    /** The images that the elements refer to. */
    IdTable images() {
        return images;
    }

    /** The slot in {@link #images} of an element, or {@link #NONE}. */
    int imageSlot(int element) {
        return imageSlots[element];
    }

    void add(long offset, int length, Id key, Id image) {
        if (size == offsets.length) {
            int capacity = 2 * size;
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            keySlots = Arrays.copyOf(keySlots, capacity);
            imageSlots = Arrays.copyOf(imageSlots, capacity);
        }
        offsets[size] = offset;
        lengths[size] = length;
        keySlots[size] = key.present() ? keys.slot(key) : NONE;
        imageSlots[size++] = image.present() ? images.slot(image) : NONE;
    }
}
