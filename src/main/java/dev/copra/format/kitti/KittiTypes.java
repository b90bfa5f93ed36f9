package dev.copra.format.kitti;

import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.format.text.NumberTexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The types of objects. A row is split at spaces, so a type is a name without spaces that is no number, and no two categories have the same. */
final class KittiTypes {
    private final Map<String, Integer> positions = new HashMap<>();
    private final Catalog catalog;

    /** @param names of categories in their order @param met types that rows have; those that no name has come behind, sorted */
    KittiTypes(List<String> names, Collection<String> met) {
        List<DatasetCategory> categories = new ArrayList<>();
        for (String type : of(names)) {
            positions.put(type, categories.size());
            categories.add(new DatasetCategory(Id.NONE, names.get(categories.size())));
        }
        for (String type : new TreeSet<>(met)) {
            if (positions.putIfAbsent(type, categories.size()) == null) {
                categories.add(new DatasetCategory(Id.NONE, type));
            }
        }
        catalog = new Catalog(categories);
    }

    /** The types of categories, by their names in their order. */
    static List<String> of(List<String> names) {
        List<String> types = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            StringBuilder word = new StringBuilder();
            name.codePoints().forEach(c -> word.appendCodePoint(isSpace(c) ? '_' : c));
            if (word.isEmpty() || NumberTexts.isNumber(word.toString())) {
                word.insert(0, '_');
            }
            String type = word.toString();
            for (int i = 2; !taken.add(type); i++) {
                type = word + "_" + i;
            }
            types.add(type);
        }
        return types;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    Catalog catalog() {
        return catalog;
    }

    /** The position in the catalog of a type that a name has or a row has. */
    int position(String type) {
        return positions.get(type);
    }
}
