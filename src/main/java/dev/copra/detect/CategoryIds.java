package dev.copra.detect;

import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.model.setting.ClassNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which {@code category_id} a model's label is. The first that applies: what the user's table says; the document's category
 * of the same name; if there is no document, COCO's id of that name; the label itself, if nobody knows its name.
 */
public final class CategoryIds {
    private final Map<Integer, Id> table;
    private final Map<String, Id> declared = new HashMap<>();
    private final Set<Id> ids;

    /**
     * @param table ids by label, before all else
     * @param names the document's categories; empty if there is none
     */
    public CategoryIds(Map<Integer, Id> table, CategoryNames names) {
        this.table = table;
        ids = names.byId().keySet();
        names.byId().forEach((id, name) -> {
            if (name != null) {
                declared.putIfAbsent(ClassNames.key(name), id);
            }
        });
    }

    /**
     * Reads pairs such as {@code 0:1}. An id is that of the document which is written so; without a document, numbers are numbers
     * and all else is a string.
     *
     * @param names the document's categories; empty if there is none
     * @throws IllegalArgumentException if a pair is something else, or the document has no such category
     */
    public static Map<Integer, Id> parse(List<String> pairs, CategoryNames names) {
        Map<Integer, Id> table = new HashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split(":", 2);
            try {
                table.put(Integer.parseInt(parts[0].strip()), id(parts[1].strip(), names));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("'" + pair + "' is not LABEL:ID, as 0:1", e);
            }
        }
        return table;
    }

    private static Id id(String word, CategoryNames names) {
        List<Id> typed = Id.typed(word);
        for (Id id : typed) {
            if (names.byId().containsKey(id)) {
                return id;
            }
        }
        Id id = typed.get(0);
        if (word.isEmpty() || id.isString() && !names.byId().isEmpty()) {
            throw new IllegalArgumentException("the file with the images has no category with the id '" + word + "'");
        }
        return id;
    }

    /** The id, or {@link Id#NONE} if the document has no category of that name or id. @param name of the label, or null */
    public Id of(int label, String name) {
        Id id = table.get(label);
        if (id != null) {
            return id;
        }
        if (name == null) {
            return ids.isEmpty() || ids.contains(Id.of(label)) ? Id.of(label) : Id.NONE;
        }
        if (declared.isEmpty()) {
            return Id.of(ClassNames.cocoId(name).orElse(label));
        }
        return declared.getOrDefault(ClassNames.key(name), Id.NONE);
    }
}
