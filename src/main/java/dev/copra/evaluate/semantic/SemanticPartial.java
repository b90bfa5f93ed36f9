package dev.copra.evaluate.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.TreeIds;
import dev.copra.evaluate.part.PartCheck;
import dev.copra.evaluate.part.PartLine;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of classes of pixels a part has counted, as one line of JSON: pixels by class of the truth and class that was found, and the images, so
 * that none is counted twice.
 */
public final class SemanticPartial {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String KIND = "semantic";

    private SemanticPartial() {}

    /** Writes what was counted. */
    public static void write(SemanticFiles files, OutputStream out) throws IOException {
        ObjectNode line = PartLine.of(KIND);
        ArrayNode classes = line.putArray("classes");
        for (Map.Entry<Integer, String> entry : files.names().entrySet()) {
            ObjectNode of = classes.addObject().put("class", entry.getKey()).put("name", entry.getValue());
            of.set("id", json(files.ids().getOrDefault(entry.getKey(), Id.NONE)));
        }
        ArrayNode images = line.putArray("images");
        files.images().forEach(image -> images.add(json(image)));
        line.put("ignored", files.confusion().ignored());
        ArrayNode counts = line.putArray("counts");
        files.confusion()
                .forEach((truth, found, pixels) ->
                        counts.addArray().add(truth).add(found).add(pixels));
        PartLine.write(line, out);
    }

    private static JsonNode json(Id id) {
        try {
            return id.present() ? MAPPER.readTree(id.json()) : MAPPER.nullNode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a part.
     *
     * @return null if the file is something else, perhaps a part of another evaluation
     * @throws IllegalArgumentException if it is damaged
     */
    public static SemanticFiles read(Input input) throws IOException {
        JsonNode line = PartLine.read(input, KIND);
        if (line == null) {
            return null;
        }
        Map<Integer, Id> ids = new TreeMap<>();
        Map<Integer, String> names = new TreeMap<>();
        for (JsonNode of : line.path("classes")) {
            names.put(of.path("class").asInt(), of.path("name").asText());
            if (of.hasNonNull("id")) {
                ids.put(of.path("class").asInt(), TreeIds.of(of.path("id")));
            }
        }
        List<Id> images = new ArrayList<>();
        line.path("images").forEach(image -> images.add(TreeIds.of(image)));
        SemanticConfusion confusion = new SemanticConfusion();
        confusion.ignore(line.path("ignored").asLong(-1));
        for (JsonNode count : line.path("counts")) {
            confusion.count(
                    count.path(0).asInt(), count.path(1).asInt(), count.path(2).asLong(-1));
        }
        if (!confusion.isSound() || !line.path("counts").isArray()) {
            throw PartLine.damaged(input, null, null);
        }
        return new SemanticFiles(confusion, names, ids, images, List.of());
    }

    /**
     * Puts parts together, in whatever order.
     *
     * @param names of the parts, for messages
     * @throws IllegalArgumentException if they have other categories, or an image is in two of them
     */
    public static SemanticFiles merge(List<SemanticFiles> parts, List<String> names) {
        SemanticConfusion all = new SemanticConfusion();
        Map<Integer, String> classes = new TreeMap<>();
        List<Id> images = new ArrayList<>();
        PartCheck check = new PartCheck(names);
        for (int p = 0; p < parts.size(); p++) {
            SemanticFiles part = parts.get(p);
            // values of pixels have no list: every part knows those that it has met
            check.categories(
                    p,
                    part.ids().equals(parts.get(0).ids())
                            && (part.ids().isEmpty()
                                    || part.names().equals(parts.get(0).names())));
            for (Id image : part.images()) {
                check.image(p, image);
                images.add(image);
            }
            classes.putAll(part.names());
            all.merge(part.confusion());
        }
        return new SemanticFiles(all, classes, parts.get(0).ids(), images, List.of());
    }
}
