package dev.copra.format.name;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Class indices from 0 for the categories of a data set. */
public final class ClassList {
    private final List<String> names;
    private final int[] indices;

    /** @param classes names by index; empty for all categories in their order */
    public ClassList(Catalog catalog, List<String> classes) {
        List<DatasetCategory> categories = catalog.categories();
        indices = new int[categories.size()];
        if (classes.isEmpty()) {
            // by position, so that two categories of one name are two
            names = categories.stream().map(DatasetCategory::name).toList();
            Arrays.setAll(indices, i -> i);
        } else {
            names = List.copyOf(classes);
            List<String> left = new ArrayList<>(classes);
            for (int i = 0; i < indices.length; i++) {
                int at = left.indexOf(categories.get(i).name());
                indices[i] = at < 0 ? names.indexOf(categories.get(i).name()) : at;
                if (at >= 0) {
                    left.set(at, null);
                }
            }
        }
    }

    /** The names by index. */
    public List<String> names() {
        return names;
    }

    /** The index of a category by its position in the catalog, or -1 if it has none. */
    public int index(int category) {
        return category < 0 ? -1 : indices[category];
    }
}
