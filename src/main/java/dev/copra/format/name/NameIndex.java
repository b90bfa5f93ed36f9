package dev.copra.format.name;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The categories of a data set whose records name them. */
public final class NameIndex {
    private final Map<String, Integer> positions = new HashMap<>();
    private final Catalog catalog;

    private NameIndex(List<DatasetCategory> categories) {
        for (int i = 0; i < categories.size(); i++) {
            positions.putIfAbsent(categories.get(i).name(), i);
        }
        catalog = new Catalog(categories);
    }

    /** @param known names in their order @param met names that records have; those that are not known come behind, sorted */
    public static NameIndex of(Collection<String> known, Collection<String> met) {
        List<DatasetCategory> categories = new ArrayList<>();
        known.forEach(name -> categories.add(new DatasetCategory(Id.NONE, name)));
        Set<String> rest = new TreeSet<>(met);
        rest.removeAll(known);
        rest.forEach(name -> categories.add(new DatasetCategory(Id.NONE, name)));
        return new NameIndex(categories);
    }

    /** @param categories in their order */
    public static NameIndex of(List<DatasetCategory> categories) {
        return new NameIndex(categories);
    }

    /** The categories that were found. */
    public Catalog catalog() {
        return catalog;
    }

    /** The position of a name in the catalog, or -1. */
    public int position(String name) {
        return positions.getOrDefault(name, -1);
    }

    /** Counts categories that share a name, which become one where records name their category. */
    public static void countShared(Catalog catalog, Losses losses) {
        Set<String> names = new HashSet<>();
        for (DatasetCategory category : catalog.categories()) {
            if (!names.add(category.name())) {
                losses.ledger().lose(Loss.CATEGORY_NAME, "category " + category.name());
            }
        }
    }
}
