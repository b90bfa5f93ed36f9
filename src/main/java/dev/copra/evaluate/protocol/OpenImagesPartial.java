package dev.copra.evaluate.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.id.TreeIds;
import dev.copra.evaluate.part.PartCheck;
import dev.copra.evaluate.part.PartLine;
import dev.copra.evaluate.read.Category;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a part of the images was counted by the rules of Open Images, as one line of JSON.
 *
 * @param counted what was counted
 * @param weight how much a group counts, from 0 to 1
 */
public record OpenImagesPartial(OpenImagesCollector counted, double weight) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String KIND = "openimages";

    /** The scores of its images. */
    public OpenImagesScores scores() {
        return counted.result(weight);
    }

    /** Writes what was counted. */
    public void write(OutputStream out) throws IOException {
        ObjectNode line = PartLine.of(KIND);
        line.put("threshold", counted.threshold()).put("weight", weight);
        line.set("categories", categories());
        ArrayNode images = line.putArray("images");
        for (OpenImagesCollector.Counted image : counted.images()) {
            ObjectNode of = images.addObject();
            of.set("image", MAPPER.readTree(image.image().json()));
            of.set("category", MAPPER.valueToTree(image.category()));
            of.set("score", MAPPER.valueToTree(image.score()));
            of.set("kind", MAPPER.valueToTree(image.kind()));
            of.set("truths", MAPPER.valueToTree(image.truths()));
            of.set("groups", MAPPER.valueToTree(image.groups()));
        }
        PartLine.write(line, out);
    }

    private ArrayNode categories() throws IOException {
        ArrayNode list = MAPPER.createArrayNode();
        for (Category category : counted.categories()) {
            list.addObject()
                    .put("name", category.name())
                    .put("supercategory", category.supercategory())
                    .set("id", MAPPER.readTree(category.id().json()));
        }
        return list;
    }

    /**
     * Reads a part.
     *
     * @return null if the file is something else, perhaps a part of another evaluation
     * @throws IllegalArgumentException if it is damaged
     */
    public static OpenImagesPartial read(Input input) throws IOException {
        JsonNode line = PartLine.read(input, KIND);
        try {
            return line == null ? null : of(line);
        } catch (JacksonException | IllegalArgumentException e) {
            throw PartLine.damaged(input, null, e);
        }
    }

    private static OpenImagesPartial of(JsonNode line) throws IOException {
        List<Category> categories = new ArrayList<>();
        for (JsonNode category : line.path("categories")) {
            categories.add(new Category(
                    TreeIds.of(category.path("id")),
                    category.path("name").asText(),
                    "",
                    category.path("supercategory").asText(),
                    null));
        }
        OpenImagesCollector counted = new OpenImagesCollector(
                share(line.path("threshold")), List.copyOf(categories), (image, category) -> false);
        for (JsonNode of : line.path("images")) {
            OpenImagesCollector.Counted image = new OpenImagesCollector.Counted(
                    TreeIds.of(of.path("image")),
                    MAPPER.treeToValue(of.path("category"), int[].class),
                    MAPPER.treeToValue(of.path("score"), double[].class),
                    MAPPER.treeToValue(of.path("kind"), OpenImagesCollector.Kind[].class),
                    MAPPER.treeToValue(of.path("truths"), int[].class),
                    MAPPER.treeToValue(of.path("groups"), int[].class));
            image.check(categories.size());
            counted.add(image);
        }
        return new OpenImagesPartial(counted, share(line.path("weight")));
    }

    private static double share(JsonNode number) {
        if (!number.isNumber() || !(number.asDouble() >= 0 && number.asDouble() <= 1)) {
            throw new IllegalArgumentException("a number from 0 to 1 is needed");
        }
        return number.asDouble();
    }

    /**
     * Puts parts together, in whatever order.
     *
     * @param names of the parts, for messages
     * @throws IllegalArgumentException if they have other rules or categories, or an image is in two of them
     */
    public static OpenImagesPartial merge(List<OpenImagesPartial> parts, List<String> names) throws IOException {
        OpenImagesPartial first = parts.get(0);
        OpenImagesCollector all = new OpenImagesCollector(
                first.counted.threshold(), first.counted.categories(), (image, category) -> false);
        PartCheck check = new PartCheck(names);
        for (int p = 0; p < parts.size(); p++) {
            OpenImagesPartial part = parts.get(p);
            check.rules(p, part.weight == first.weight && part.counted.threshold() == first.counted.threshold());
            check.categories(p, part.categories().equals(first.categories()));
            for (OpenImagesCollector.Counted image : part.counted.images()) {
                check.image(p, image.image());
                all.add(image);
            }
        }
        return new OpenImagesPartial(all, first.weight);
    }
}
