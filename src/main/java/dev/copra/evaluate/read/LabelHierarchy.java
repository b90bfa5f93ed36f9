package dev.copra.evaluate.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which labels are kinds of which, as {@code bbox_labels_600_hierarchy.json} of Open Images has it: an object with a {@code LabelName} and a list
 * {@code Subcategory} of such objects. The root stands for everything and is no label. A label may be at several places.
 *
 * @param above for each label all that it is a kind of
 * @param below for each label all that are kinds of it
 */
public record LabelHierarchy(Map<String, Set<String>> above, Map<String, Set<String>> below) {
    private static final int DEEPEST = 100;

    /** Reads a file. @throws IllegalArgumentException if it holds something else */
    public static LabelHierarchy read(Path file) throws IOException {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
        }
        if (root == null || !root.path("Subcategory").isArray()) {
            throw new IllegalArgumentException(file
                    + ": this is no hierarchy of labels, which is an object with a LabelName and a list Subcategory");
        }
        LabelHierarchy hierarchy = new LabelHierarchy(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (JsonNode child : root.path("Subcategory")) {
            hierarchy.add(file, child, new ArrayDeque<>());
        }
        return hierarchy;
    }

    private void add(Path file, JsonNode node, Deque<String> path) {
        JsonNode name = node.path("LabelName");
        if (!name.isTextual() || path.size() > DEEPEST) {
            throw new IllegalArgumentException(file + ": "
                    + (name.isTextual()
                            ? "labels are nested too deeply"
                            : "below " + path + " something has no LabelName"));
        }
        String label = name.textValue();
        above.computeIfAbsent(label, l -> new LinkedHashSet<>()).addAll(path);
        below.computeIfAbsent(label, l -> new LinkedHashSet<>());
        path.forEach(ancestor -> below.get(ancestor).add(label));
        path.push(label);
        node.path("Subcategory").forEach(child -> add(file, child, path));
        path.pop();
    }
}
