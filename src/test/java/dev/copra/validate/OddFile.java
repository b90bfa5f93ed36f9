package dev.copra.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.shape.PolygonRasterizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A clean COCO file with everything odd at once: spellings, types, ids, shapes and areas. Annotations have a {@code tag}. */
final class OddFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    private OddFile(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** @param seed decides what becomes of which record */
    static byte[] of(byte[] clean, long seed) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(clean);
        new OddFile(seed).change(document);
        return JSON.writeValueAsBytes(document);
    }

    private boolean in(int n) {
        return random.nextInt(n) == 0;
    }

    private void change(ObjectNode document) {
        boolean textIds = in(3);
        for (JsonNode image : document.path("images")) {
            if (textIds) {
                ((ObjectNode) image).put("id", image.path("id").asText());
            }
            quote((ObjectNode) image, "width", 6);
            quote((ObjectNode) image, "height", 6);
        }
        ArrayNode annotations = (ArrayNode) document.path("annotations");
        int tag = 0;
        for (JsonNode node : annotations) {
            ObjectNode annotation = (ObjectNode) node;
            annotation.put("tag", tag++);
            if (textIds && !in(4)) {
                annotation.put("image_id", annotation.path("image_id").asText());
            }
            quote(annotation, "category_id", 12);
            shape(annotation);
            numbers(annotation, "bbox", 4);
            numbers(annotation, "keypoints", 4);
            area(annotation);
            ids(annotation);
        }
        for (String list : List.of("images", "annotations", "categories")) {
            ArrayNode records = (ArrayNode) document.path(list);
            for (int i = random.nextInt(4); i > 0 && !records.isEmpty(); i--) {
                records.insert(
                        random.nextInt(records.size() + 1),
                        records.get(random.nextInt(records.size())).deepCopy());
            }
        }
    }

    private void quote(ObjectNode record, String member, int n) {
        if (record.path(member).isNumber() && in(n)) {
            record.put(member, record.path(member).asText());
        }
    }

    private void numbers(ObjectNode record, String member, int n) {
        if (record.path(member) instanceof ArrayNode list && in(n)) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isNumber() && in(2)) {
                    list.set(
                            i,
                            NODES.textNode(list.get(i).asText()
                                    + (in(2) ? "" : list.get(i).isInt() ? ".00" : "0")));
                }
            }
        }
    }

    private void ids(ObjectNode annotation) {
        switch (random.nextInt(12)) {
            case 0 -> annotation.put("id", 0);
            case 1 -> annotation.put("id", 1 + random.nextInt(9));
            case 2 -> annotation.remove("id");
            default -> quote(annotation, "id", 20);
        }
        switch (random.nextInt(10)) {
            case 0 -> annotation.put("iscrowd", annotation.path("iscrowd").asInt() == 1);
            case 1 -> annotation.put("iscrowd", annotation.path("iscrowd").asText());
            case 2 -> {
                if (annotation.path("iscrowd").asInt() == 0) {
                    annotation.remove("iscrowd");
                }
            }
            default -> {}
        }
    }

    private void area(ObjectNode annotation) {
        switch (random.nextInt(10)) {
            case 0 -> annotation.remove("area");
            case 1 -> annotation.put("area", annotation.path("area").asText());
            case 2 -> annotation.put("area", annotation.path("area").asDouble() * 3);
            default -> {}
        }
    }

    private void shape(ObjectNode annotation) {
        if (annotation.path("segmentation") instanceof ArrayNode rings
                && !rings.isEmpty()
                && rings.get(0).size() > 6) {
            geometry(annotation, rings);
            annotation.set("segmentation", spelled(rings));
        } else if (annotation.path("segmentation").path("counts").isTextual() && in(2)) {
            ObjectNode rle = (ObjectNode) annotation.path("segmentation");
            String counts = rle.path("counts").asText();
            switch (random.nextInt(3)) {
                case 0 -> rle.put("counts", "b'" + counts + "'");
                case 1 -> rle.put("counts", counts.replace("\\", "\\\\"));
                default -> annotation.set("segmentation", NODES.arrayNode().add(rle));
            }
        }
    }

    private JsonNode spelled(ArrayNode rings) {
        switch (random.nextInt(8)) {
            case 0 -> {
                return NODES.arrayNode().add(rings);
            }
            case 1 -> {
                return rings.size() == 1 ? rings.get(0) : rings;
            }
            case 2, 3 -> {
                ArrayNode all = NODES.arrayNode();
                for (JsonNode ring : rings) {
                    ArrayNode points = all.addArray();
                    for (int i = 0; i + 1 < ring.size(); i += 2) {
                        points.addArray().add(ring.get(i)).add(ring.get(i + 1));
                    }
                }
                return all.size() == 1 && in(2) ? all.get(0) : all;
            }
            default -> {
                return rings;
            }
        }
    }

    private void geometry(ObjectNode annotation, ArrayNode rings) {
        ArrayNode ring = (ArrayNode) rings.get(0);
        switch (random.nextInt(10)) {
            case 0 -> {
                // two points change their places: the ring crosses itself
                int a = 2 * random.nextInt(ring.size() / 2);
                int b = 2 * random.nextInt(ring.size() / 2);
                for (int k = 0; k < 2; k++) {
                    JsonNode kept = ring.get(a + k);
                    ring.set(a + k, ring.get(b + k));
                    ring.set(b + k, kept);
                }
                annotation.put("area", pixels(rings));
            }
            case 1 -> {
                rings.add(shrunk(ring));
                boolean hole = in(2);
                long filled = pixels(rings);
                annotation.put("area", hole ? filled - filled / 4 : filled);
            }
            case 2 -> rings.add(ring.deepCopy());
            case 3 -> ring.addAll(ring.deepCopy());
            case 4 -> rings.addArray().add(3).add(4).add(5).add(6).add(7).add(8);
            case 5 -> ring.set(0, NODES.numberNode(-40));
            case 6 -> rings.addArray().add(1).add(2).add(9);
            default -> {}
        }
    }

    /** The ring at half its size: a quarter of its area. */
    private static ArrayNode shrunk(ArrayNode ring) {
        double[] middle = new double[2];
        for (int i = 0; i + 1 < ring.size(); i++) {
            middle[i % 2] += 2 * ring.get(i).asDouble() / ring.size();
        }
        ArrayNode small = NODES.arrayNode();
        for (int i = 0; i < ring.size(); i++) {
            small.add((ring.get(i).asDouble() + middle[i % 2]) / 2);
        }
        return small;
    }

    private static long pixels(ArrayNode rings) {
        List<double[]> numbers = new ArrayList<>();
        for (JsonNode ring : rings) {
            double[] list = new double[ring.size()];
            for (int i = 0; i < list.length; i++) {
                list[i] = ring.get(i).asDouble();
            }
            numbers.add(list);
        }
        return new PolygonRasterizer().rasterize(numbers, 1000, 1000).area();
    }
}
