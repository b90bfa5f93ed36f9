package dev.copra.format.openimages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The classes by their labels, such as {@code /m/01g317}. A label that is a number is the id of a category; any other is kept in its member
 * {@code mid}.
 */
final class OpenClasses {
    private static final String MID = "mid";
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final Map<String, Integer> positions = new HashMap<>();
    private final Catalog catalog;

    /** @param names by label, in their order @param met labels that rows have; those without a name come behind, sorted */
    OpenClasses(Map<String, String> names, Collection<String> met) {
        Map<String, String> all = new LinkedHashMap<>(names);
        new TreeSet<>(met).forEach(label -> all.putIfAbsent(label, label));
        List<DatasetCategory> categories = new ArrayList<>();
        all.forEach((label, name) -> {
            positions.put(label, categories.size());
            boolean isId = NUMBER.matcher(label).matches();
            categories.add(new DatasetCategory(
                    isId ? Id.of(Long.parseLong(label)) : Id.NONE,
                    name,
                    null,
                    List.of(),
                    List.of(),
                    isId ? Map.of() : Map.of(MID, TextNode.valueOf(label))));
        });
        catalog = new Catalog(categories);
    }

    Catalog catalog() {
        return catalog;
    }

    /** The position in the catalog of a label that has a name or that a row has. */
    int position(String label) {
        return positions.get(label);
    }

    /** A label for each category: the one that it came with, else its id, else a number that no other has. */
    static List<String> labels(List<DatasetCategory> categories) {
        Set<String> taken = new HashSet<>();
        List<String> labels = new ArrayList<>();
        for (DatasetCategory category : categories) {
            String label = mid(category);
            if (label == null && category.id().isLong()) {
                label = Long.toString(category.id().number());
            }
            labels.add(label != null && taken.add(label) ? label : null);
        }
        long next = 1;
        for (int c = 0; c < labels.size(); c++) {
            while (labels.get(c) == null) {
                String label = Long.toString(next++);
                labels.set(c, taken.add(label) ? label : null);
            }
        }
        return labels;
    }

    private static String mid(DatasetCategory category) {
        JsonNode mid = category.extras().get(MID);
        boolean fits = mid != null
                && mid.isTextual()
                && !mid.textValue().isEmpty()
                && !NUMBER.matcher(mid.textValue()).matches()
                && mid.textValue().chars().allMatch(c -> c > ' ' && c != ',' && c != '"');
        return fits ? mid.textValue() : null;
    }

    /** The catalog without what labels keep. @param labels of the categories */
    static Catalog withoutLabels(Catalog catalog, List<String> labels) {
        List<DatasetCategory> rest = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            DatasetCategory category = catalog.categories().get(c);
            Map<String, JsonNode> extras = new LinkedHashMap<>(category.extras());
            if (labels.get(c).equals(mid(category))) {
                extras.remove(MID);
            }
            boolean isKept = category.id().isLong()
                    && Long.toString(category.id().number()).equals(labels.get(c));
            rest.add(new DatasetCategory(
                    isKept ? Id.NONE : category.id(),
                    category.name(),
                    category.supercategory(),
                    category.keypoints(),
                    category.skeleton(),
                    extras));
        }
        return new Catalog(rest, catalog.extras());
    }
}
