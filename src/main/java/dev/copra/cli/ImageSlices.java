package dev.copra.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads groups of images: a JSON object whose members are lists of ids. */
final class ImageSlices {
    private ImageSlices() {}

    static Map<String, long[]> read(String file) throws IOException {
        JsonNode tree;
        try {
            tree = new JsonMapper().readTree(Files.readAllBytes(Path.of(file)));
        } catch (JacksonException e) {
            throw new CommandException(file + ": this is not JSON: " + e.getOriginalMessage(), e);
        }
        Map<String, long[]> slices = new LinkedHashMap<>();
        if (tree == null || !tree.isObject()) {
            throw new CommandException(file + ": this is not an object of lists, as {\"night\": [17, 18]}");
        }
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            long[] ids = new long[member.getValue().size()];
            for (int i = 0; i < ids.length; i++) {
                JsonNode id = member.getValue().get(i);
                if (id == null || !id.isIntegralNumber()) {
                    throw new CommandException(file + ": " + member.getKey() + " is not a list of image ids");
                }
                ids[i] = id.longValue();
            }
            slices.put(member.getKey(), ids);
        }
        return slices;
    }
}
