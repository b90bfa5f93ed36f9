package dev.copra.format.yolo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.copra.dataset.DatasetCategory;
import dev.copra.format.name.Splits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code data.yaml} of a data set.
 *
 * @param path what the splits' places are relative to; null if the file does not say
 * @param splits by name, the folders of images or files that list images
 * @param names of the classes by index
 * @param keypointShape how many keypoints a row has, and how many numbers a keypoint; null if rows have none
 * @param keypointNames by class index; may be empty
 */
record DataYaml(
        String path,
        Map<String, List<String>> splits,
        List<String> names,
        int[] keypointShape,
        Map<Integer, List<String>> keypointNames) {
    private static final List<String> SPLITS = List.of("train", "val", "valid", "test", "minival");

    private static YAMLMapper mapper() {
        return new YAMLMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
    }

    /** @throws IOException if it is no YAML, or its values have wrong types; names the file */
    static DataYaml read(Path file) throws IOException {
        JsonNode root;
        try {
            root = mapper().readTree(Files.readAllBytes(file));
        } catch (IOException | RuntimeException e) {
            throw new FileSystemException(file.toString(), null, "this is no YAML: " + firstLine(e));
        }
        if (root == null || !root.isObject()) {
            throw new FileSystemException(file.toString(), null, "this is no YAML with names and splits");
        }
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (String split : SPLITS) {
            JsonNode value = root.get(split);
            List<String> places = new ArrayList<>();
            if (value != null && value.isTextual() && !value.asText().isBlank()) {
                places.add(value.asText());
            } else if (value != null && value.isArray()) {
                value.forEach(place -> places.add(place.asText()));
            }
            if (!places.isEmpty()) {
                splits.put(Splits.usual(split), places);
            }
        }
        return new DataYaml(
                text(root.get("path")),
                splits,
                names(root, file),
                shape(root.get("kpt_shape"), file),
                keypointNames(root.get("kpt_names")));
    }

    /** What it says of all splits' places. */
    List<String> places() {
        return splits.values().stream().flatMap(List::stream).toList();
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String text(JsonNode value) {
        return value == null || value.isNull() ? null : value.asText();
    }

    private static List<String> names(JsonNode root, Path file) throws IOException {
        JsonNode names = root.get("names");
        TreeMap<Integer, String> byIndex = new TreeMap<>();
        if (names != null && names.isArray()) {
            names.forEach(name -> byIndex.put(byIndex.size(), name.asText()));
        } else if (names != null && names.isObject()) {
            for (Map.Entry<String, JsonNode> name : names.properties()) {
                try {
                    byIndex.put(Integer.parseInt(name.getKey()), name.getValue().asText());
                } catch (NumberFormatException e) {
                    throw new FileSystemException(
                            file.toString(), null, "names: '" + name.getKey() + "' is no class index");
                }
            }
        } else if (root.path("nc").isInt()) {
            for (int i = 0; i < Math.min(root.path("nc").asInt(), 1 << 16); i++) {
                byIndex.put(i, Integer.toString(i));
            }
        }
        if (!byIndex.isEmpty() && (byIndex.firstKey() < 0 || byIndex.lastKey() >= 1 << 20)) {
            throw new FileSystemException(
                    file.toString(), null, "names: class indices are whole numbers from 0 to 1048575");
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; !byIndex.isEmpty() && i <= byIndex.lastKey(); i++) {
            // a gap is a class without a name
            list.add(byIndex.getOrDefault(i, Integer.toString(i)));
        }
        return list;
    }

    private static int[] shape(JsonNode shape, Path file) throws IOException {
        if (shape == null || shape.isNull()) {
            return null;
        }
        if (shape.size() != 2
                || shape.get(0).asInt() < 1
                || shape.get(1).asInt() < 2
                || shape.get(1).asInt() > 3) {
            throw new FileSystemException(
                    file.toString(), null, "kpt_shape is the number of keypoints, then 2 or 3 numbers for each");
        }
        return new int[] {shape.get(0).asInt(), shape.get(1).asInt()};
    }

    private static Map<Integer, List<String>> keypointNames(JsonNode names) {
        Map<Integer, List<String>> byClass = new TreeMap<>();
        if (names != null && names.isObject()) {
            for (Map.Entry<String, JsonNode> entry : names.properties()) {
                List<String> list = new ArrayList<>();
                entry.getValue().forEach(name -> list.add(name.asText()));
                try {
                    byClass.put(Integer.parseInt(entry.getKey()), list);
                } catch (NumberFormatException e) {
                    // names of no class name nothing
                    continue;
                }
            }
        }
        return byClass;
    }

    /**
     * @param places by split, its folder of images or its list; the empty split is training and validation data at once, because
     *     Ultralytics wants both
     * @param keypoints how many a row has, or 0
     */
    static void write(
            OutputStream out,
            Map<String, String> places,
            List<String> names,
            int keypoints,
            List<DatasetCategory> categories)
            throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("path", ".");
        String all = places.containsKey("") ? places.get("") : first(places);
        root.put("train", places.getOrDefault("train", all));
        String valid = places.getOrDefault("valid", places.getOrDefault("validation", all));
        root.put("val", places.getOrDefault("val", valid));
        places.forEach((split, place) -> {
            if (!split.isEmpty()) {
                root.put(split, place);
            }
        });
        if (keypoints > 0) {
            root.put("kpt_shape", List.of(keypoints, 3));
            Map<Integer, List<String>> byClass = new LinkedHashMap<>();
            for (DatasetCategory category : categories) {
                int index = names.indexOf(category.name());
                if (index >= 0 && !category.keypoints().isEmpty()) {
                    byClass.put(index, category.keypoints());
                }
            }
            if (!byClass.isEmpty()) {
                root.put("kpt_names", byClass);
            }
        }
        root.put("nc", names.size());
        Map<Integer, String> byIndex = new LinkedHashMap<>();
        for (String name : names) {
            byIndex.put(byIndex.size(), name);
        }
        root.put("names", byIndex);
        out.write(mapper().writeValueAsBytes(root));
    }

    private static String first(Map<String, String> places) {
        return places.isEmpty() ? "images" : places.values().iterator().next();
    }
}
