package dev.copra.format.name;

import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetCategory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order categories get class indices. */
public enum CategoryOrder {
    /** As the source has them. */
    DOCUMENT,
    /** Ascending by id. */
    ID,
    /** Ascending by name, by code point. */
    NAME;

    /** The names of categories in this order. */
    public List<String> names(List<DatasetCategory> categories) {
        List<DatasetCategory> ordered = new ArrayList<>(categories);
        if (this == ID) {
            ordered.sort(Comparator.comparing(DatasetCategory::id, Id.ORDER));
        } else if (this == NAME) {
            ordered.sort(Comparator.comparing(DatasetCategory::name));
        }
        return ordered.stream().map(DatasetCategory::name).toList();
    }
}
