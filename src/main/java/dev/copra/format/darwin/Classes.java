package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.dataset.DatasetCategory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The classes of a project. In Darwin a class has one type, and several classes may have one name. */
final class Classes {
    private static final String SCHEMA =
            "https://darwin-public.s3.eu-west-1.amazonaws.com/darwin_json_2_0/metadata/1.0/schema.json";

    private final List<DatasetCategory> categories;
    private final List<Set<String>> types = new ArrayList<>();
    /** By category, how many keypoints its instances have. */
    private final int[] keypoints;

    Classes(List<DatasetCategory> categories) {
        this.categories = categories;
        keypoints = new int[categories.size()];
        for (int c = 0; c < keypoints.length; c++) {
            keypoints[c] = categories.get(c).keypoints().size();
            types.add(new LinkedHashSet<>());
        }
    }

    /** The name of a category, of which there is an annotation of a type. */
    String use(int category, String type) {
        types.get(category).add(type);
        return categories.get(category).name();
    }

    /** The names of the first keypoints of a category, each of which is another one. */
    List<String> nodes(int category, int count) {
        keypoints[category] = Math.max(keypoints[category], count);
        List<String> stated = categories.get(category).keypoints();
        boolean areDistinct = new HashSet<>(stated).size() == stated.size();
        List<String> names = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            boolean isNamed = areDistinct && k < stated.size();
            names.add(isNamed ? stated.get(k) : Integer.toString(k + 1));
        }
        return names;
    }

    /** The file of the classes. */
    ObjectNode file() {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("version", "1.0").put("schema_ref", SCHEMA);
        ArrayNode list = file.putArray("classes");
        for (int c = 0; c < keypoints.length; c++) {
            Set<String> ofCategory = new LinkedHashSet<>(types.get(c));
            if (keypoints[c] > 0) {
                ofCategory.add("skeleton");
            } else if (ofCategory.isEmpty()) {
                ofCategory.add("polygon");
            }
            for (String type : ofCategory) {
                ObjectNode stated = list.addObject();
                stated.put("name", categories.get(c).name());
                stated.put("type", type);
                stated.putNull("description");
                stated.put("color", "auto");
                stated.putArray("sub_types").add("attributes").add("instance_id");
                stated.putArray("properties");
                if (type.equals("skeleton")) {
                    skeleton(stated.putObject("skeleton"), c);
                }
            }
        }
        return file;
    }

    private void skeleton(ObjectNode skeleton, int category) {
        List<String> names = nodes(category, keypoints[category]);
        ArrayNode nodes = skeleton.putArray("nodes");
        names.forEach(name -> nodes.addObject().put("name", name));
        ArrayNode edges = skeleton.putArray("edges");
        for (DatasetCategory.Joint joint : categories.get(category).skeleton()) {
            if (Math.min(joint.from(), joint.to()) >= 0 && Math.max(joint.from(), joint.to()) < names.size()) {
                edges.addObject().put("from", names.get(joint.from())).put("to", names.get(joint.to()));
            }
        }
    }
}
