package dev.copra.format.labelme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.copra.dataset.DatasetCategory;
import dev.copra.format.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of the keypoints of each category, as X-AnyLabeling has them: a file of YAML with a member {@code classes}. */
final class PoseFile {
    static final String NAME = "pose.yaml";

    private PoseFile() {}

    /** Names of keypoints by category; empty if there is no file. */
    static Map<String, List<String>> read(Path root) throws IOException {
        Path file = root.resolve(NAME);
        Map<String, List<String>> keypoints = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return keypoints;
        }
        JsonNode classes;
        try {
            classes = new YAMLMapper().readTree(TextFile.read(file)).path("classes");
        } catch (JsonProcessingException e) {
            throw new FileSystemException(file.toString(), null, "this is no YAML: " + e.getOriginalMessage());
        }
        classes.properties().forEach(entry -> {
            List<String> names = new ArrayList<>();
            entry.getValue().forEach(name -> names.add(name.asText()));
            keypoints.put(entry.getKey(), names);
        });
        return keypoints;
    }

    /** The file's text, or null if no category has keypoints. */
    static byte[] text(List<DatasetCategory> categories) throws IOException {
        YAMLMapper mapper = new YAMLMapper();
        ObjectNode root = mapper.createObjectNode().put("has_visible", true);
        ObjectNode classes = root.putObject("classes");
        for (DatasetCategory category : categories) {
            if (!category.keypoints().isEmpty()) {
                category.keypoints().forEach(classes.putArray(category.name())::add);
            }
        }
        return classes.isEmpty() ? null : mapper.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }
}
