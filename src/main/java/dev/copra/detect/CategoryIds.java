package dev.copra.detect;

import dev.copra.coco.CategoryNames;
import dev.copra.model.ClassNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which {@code category_id} a model's label is. The first that applies: what the user's table says; the document's category
 * of the same name; if there is no document, COCO's id of that name; the label itself, if nobody knows its name.
 */
public final class CategoryIds {
    /** Of a category that the document does not have. */
    public static final long NONE = -1;

    private final Map<Integer, Long> table;
    private final Map<String, Long> declared = new HashMap<>();

    /**
     * @param table ids by label, before all else
     * @param names the document's categories; empty if there is none
     */
    public CategoryIds(Map<Integer, Long> table, CategoryNames names) {
        this.table = table;
        names.byId().forEach((id, name) -> {
            if (id.isLong() && name != null) {
                declared.putIfAbsent(ClassNames.key(name), id.number());
            }
        });
    }

    /** Reads pairs such as {@code 0:1}. @throws IllegalArgumentException if one is something else */
    public static Map<Integer, Long> parse(List<String> pairs) {
        Map<Integer, Long> table = new HashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split(":");
            try {
                table.put(Integer.parseInt(parts[0].strip()), Long.parseLong(parts[1].strip()));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("'" + pair + "' is not LABEL:ID, as 0:1", e);
            }
        }
        return table;
    }

    /** The id, or {@link #NONE}. @param name of the label, or null */
    public long of(int label, String name) {
        Long id = table.get(label);
        if (id != null) {
            return id;
        }
        if (name == null) {
            return label;
        }
        if (declared.isEmpty()) {
            return ClassNames.cocoId(name).orElse(label);
        }
        return declared.getOrDefault(ClassNames.key(name), NONE);
    }
}
