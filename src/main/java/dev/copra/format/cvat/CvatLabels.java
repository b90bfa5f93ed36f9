package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the labels of a file: those that its head lists, and those that its shapes have. */
final class CvatLabels {
    /** Colours by name of the listed labels, in their order; null where the file states none. */
    private final Map<String, String> listed = new LinkedHashMap<>();
    /** Names of keypoints by label. */
    private final Map<String, List<String>> keypoints = new LinkedHashMap<>();

    private final Map<String, String> met = new TreeMap<>();
    private NameIndex names;

    /** Takes the labels of the element {@code meta}. */
    void meta(XmlElement meta) {
        for (XmlElement child : meta.children()) {
            if (!child.name().equals("labels")) {
                meta(child);
                continue;
            }
            for (XmlElement label : child.children()) {
                String name =
                        label.child("name") == null ? null : label.child("name").text();
                String parent = label.child("parent") == null
                        ? null
                        : label.child("parent").text();
                if (name != null && parent != null && !parent.isEmpty()) {
                    keypoint(parent, name);
                } else if (name != null) {
                    listed.putIfAbsent(name, label.text("color"));
                }
            }
        }
    }

    /** Takes the label of a shape. */
    void shape(XmlElement shape, String label) {
        if (label == null) {
            return;
        }
        met.put(label, label);
        if (shape.name().equals("skeleton")) {
            for (XmlElement point : shape.children()) {
                if (point.name().equals("points") && point.attribute("label") != null) {
                    keypoint(label, point.attribute("label"));
                }
            }
        } else if (shape.name().equals("points") && shape.attribute("points") != null) {
            int count = shape.attribute("points").split(";").length;
            for (int k = keypoints(label).size() + 1; k <= count; k++) {
                keypoint(label, Integer.toString(k));
            }
        }
    }

    private void keypoint(String label, String name) {
        List<String> known = keypoints.computeIfAbsent(label, l -> new ArrayList<>());
        if (!known.contains(name)) {
            known.add(name);
        }
    }

    List<String> keypoints(String label) {
        return keypoints.getOrDefault(label, List.of());
    }

    /** Ends the collection. @param classes names that come first; may be empty */
    void finish(List<String> classes) {
        List<DatasetCategory> categories = new ArrayList<>();
        for (DatasetCategory category : NameIndex.of(classes.isEmpty() ? listed.keySet() : classes, met.keySet())
                .catalog()
                .categories()) {
            String colour = listed.get(category.name());
            categories.add(new DatasetCategory(
                    Id.NONE,
                    category.name(),
                    null,
                    keypoints(category.name()),
                    List.of(),
                    colour == null || colour.isEmpty() ? Map.of() : Map.of("color", TextNode.valueOf(colour))));
        }
        names = NameIndex.of(categories);
    }

    /** Whether there is no label at all. */
    boolean isEmpty() {
        return listed.isEmpty() && met.isEmpty();
    }

    Catalog catalog() {
        return names.catalog();
    }

    int position(String label) {
        return names.position(label);
    }
}
