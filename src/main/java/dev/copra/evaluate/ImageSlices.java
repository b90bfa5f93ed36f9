package dev.copra.evaluate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.coco.id.Id;
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
    private static final TypeReference<LinkedHashMap<String, List<JsonNode>>> GROUPS = new TypeReference<>() {};

    private ImageSlices() {}

    /** Reads a file. @throws IllegalArgumentException if it holds something else */
    public static Map<String, List<Id>> read(String file) throws IOException {
        Map<String, List<JsonNode>> groups;
        try {
            groups = new JsonMapper().readValue(Files.readAllBytes(Path.of(file)), GROUPS);
        } catch (MismatchedInputException e) {
            throw new IllegalArgumentException(
                    e.getPath().isEmpty()
                            ? file + ": this is not an object of lists, as {\"night\": [17, 18]}"
                            : file + ": " + e.getPath().get(0).getFieldName() + " is not a list of image ids",
                    e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
        }
        if (groups == null) {
            throw new IllegalArgumentException(file + ": this is not an object of lists, as {\"night\": [17, 18]}");
        }
        Map<String, List<Id>> slices = new LinkedHashMap<>();
        for (Map.Entry<String, List<JsonNode>> group : groups.entrySet()) {
            String where = file + ": " + group.getKey();
            if (group.getValue() == null) {
                throw new IllegalArgumentException(where + " is not a list of image ids");
            }
            List<Id> ids = new ArrayList<>();
            for (JsonNode id : group.getValue()) {
                ids.add(id(where, id));
            }
            slices.put(group.getKey(), ids);
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
