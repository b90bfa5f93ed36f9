package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The categories of a document by slot: those that it declares, and those that only its annotations name. */
public final class CategoryList {
    private final IdTable ids = new IdTable();
    private final List<String> names = new ArrayList<>();
    private final List<String> supercategories = new ArrayList<>();
    private final BitSet declared = new BitSet();
    private long records;
    private boolean countsInstances;

    /** Adds a record of the list of categories. @throws AnnotationException if it has no id, or its name is no string */
    public void declare(CocoRecord category) throws AnnotationException {
        records++;
        Id id = category.id("id");
        if (!id.present()) {
            throw category.wrong("category-id", "the category has no id");
        }
        int slot = slot(id);
        countsInstances |= category.has("instance_count") || category.has("image_count");
        // the first of several records of one id counts
        if (!declared.get(slot)) {
            declared.set(slot);
            names.set(slot, category.text("name"));
            supercategories.set(slot, category.text("supercategory"));
        }
    }

    /**
     * Adds the categories of another document; those that are declared already stay as they are.
     *
     * @return their slots here by their slots there
     */
    public int[] addAll(CategoryList others) {
        int[] slots = new int[others.size()];
        for (int there = 0; there < slots.length; there++) {
            int slot = slot(others.id(there));
            slots[there] = slot;
            if (others.isDeclared(there) && !declared.get(slot)) {
                declared.set(slot);
                names.set(slot, others.names.get(there));
                supercategories.set(slot, others.supercategories.get(there));
            }
        }
        records += others.records;
        countsInstances |= others.countsInstances;
        return slots;
    }

    /** The slot of a category, declared or not. */
    public int slot(Id id) {
        int slot = ids.slot(id);
        while (names.size() <= slot) {
            names.add(null);
            supercategories.add(null);
        }
        return slot;
    }

    /** The slot of an id, or -1. */
    public int find(Id id) {
        return ids.find(id);
    }

    /** How many slots there are. */
    public int size() {
        return ids.size();
    }

    /** How many records the list in the document has. */
    public long records() {
        return records;
    }

    /** Whether the document declares a category. */
    public boolean isDeclared(int slot) {
        return declared.get(slot);
    }

    /** Whether any category is declared. */
    public boolean declaresAny() {
        return !declared.isEmpty();
    }

    /** Whether the records count their images or instances, as those of LVIS do. */
    public boolean countsInstances() {
        return countsInstances;
    }

    /** The id of a slot. */
    public Id id(int slot) {
        return ids.id(slot);
    }

    /** The name, or null. */
    public String name(int slot) {
        return names.get(slot);
    }

    /** The supercategory, or null. */
    String supercategory(int slot) {
        return supercategories.get(slot);
    }

    /** What to call a category. */
    public String label(int slot) {
        return names.get(slot) == null ? "category " + id(slot) : names.get(slot);
    }
}
