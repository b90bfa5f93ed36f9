package dev.copra.coco.list;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The categories of a document: names by id. Names need not be unique. */
public final class CategoryNames {
    private final Map<Id, String> names = new LinkedHashMap<>();

    /** @throws AnnotationException if it has no id or its name is no string */
    public void add(CocoRecord category) throws AnnotationException {
        Id id = category.id("id");
        if (!id.present()) {
            throw category.wrong("category-id", "the category has no id");
        }
        names.put(id, category.text("name"));
    }

    /** The name of a category, or null if it is not declared. */
    public String name(Id id) {
        return names.get(id);
    }

    /** All names by id, in the order of the document; a name may be null. */
    public Map<Id, String> byId() {
        return Collections.unmodifiableMap(names);
    }

    /**
     * Finds categories as users name them: all digits are an id, anything else a name.
     *
     * @throws IllegalArgumentException if one of them is not declared
     */
    public Set<Id> find(Collection<String> wanted) {
        Set<Id> found = new HashSet<>();
        for (String name : wanted) {
            Set<Id> ids = ids(name);
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("there is no category '" + name + "'; "
                        + (names.isEmpty()
                                ? "the file declares none, so name them by id"
                                : "the file has "
                                        + names.values().stream().limit(10).collect(Collectors.joining(", "))
                                        + (names.size() > 10 ? ", ..." : "")));
            }
            found.addAll(ids);
        }
        return found;
    }

    private Set<Id> ids(String wanted) {
        boolean digits = wanted.matches("\\d{1,100}");
        if (names.isEmpty()) {
            return digits ? Set.copyOf(Id.typed(wanted)) : Set.of();
        }
        List<Id> typed = Id.typed(wanted);
        return names.entrySet().stream()
                .filter(e -> typed.contains(e.getKey()) || !digits && wanted.equals(e.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
