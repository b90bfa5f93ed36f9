package dev.copra.evaluate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.coco.Id;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads groups of images: a JSON object whose members are lists of ids. */
public final class ImageSlices {
    private ImageSlices() {}

    /** Reads a file. @throws IllegalArgumentException if it holds something else */
    public static Map<String, List<Id>> read(String file) throws IOException {
        JsonNode tree;
        try {
            tree = new JsonMapper().readTree(Files.readAllBytes(Path.of(file)));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
        }
        Map<String, List<Id>> slices = new LinkedHashMap<>();
        if (tree == null || !tree.isObject()) {
            throw new IllegalArgumentException(file + ": this is not an object of lists, as {\"night\": [17, 18]}");
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            List<Id> ids = new ArrayList<>();
            for (JsonNode id : member.getValue()) {
                ids.add(id(file + ": " + member.getKey(), id));
            }
            if (!member.getValue().isArray()) {
                throw new IllegalArgumentException(file + ": " + member.getKey() + " is not a list of image ids");
            }
            slices.put(member.getKey(), ids);
        }
        return slices;
    }

    private static Id id(String where, JsonNode node) {
        byte[] json = node.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Id id = Id.parse(json, 0, json.length);
            if (id.present()) {
                return id;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(where + " is not a list of image ids: " + node);
    }
}
