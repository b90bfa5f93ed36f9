package dev.copra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.testdata.DocumentCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** COCO files of every odd kind that selections meet, written by a seed, as text that each record can be found in again. */
final class SeededDocuments {
    private static final String[] NAMES = {"dog", "cat", "horse", "Möwe", "a \\\"b\\\"", "person", "bus", "dog house"};
    private final Random random;
    private final boolean stringIds;
    private final boolean lvis;
    private final int images;
    private final int categories;

    private SeededDocuments(long seed) {
        random = new Random(seed);
        stringIds = seed % 5 == 0;
        lvis = seed % 7 == 3;
        images = seed % 11 == 1 ? 0 : seed % 11 == 2 ? 1 : 1 + random.nextInt(40);
        categories = seed % 13 == 4 ? 0 : seed % 17 == 9 ? 10_000 : 1 + random.nextInt(8);
    }

    /** A document. Seeds below 20 show each kind. */
    static String of(long seed) {
        return new SeededDocuments(seed).document(seed);
    }

    private String document(long seed) {
        List<String> lists = new ArrayList<>();
        lists.add("\"images\": " + list(images, this::image));
        lists.add("\"annotations\": " + list(images == 0 ? 0 : random.nextInt(6 * images), this::annotation));
        if (categories > 0) {
            lists.add("\"categories\": " + list(categories, this::category));
        }
        if (seed % 3 == 0) {
            Collections.reverse(lists);
        }
        lists.add(random.nextInt(lists.size() + 1), "\"info\": {\"seed\": " + seed + ", \"annotations\": [1, 2]}");
        lists.add("\"extra\": [1, {\"images\": []}]");
        return "{" + String.join(",\n ", lists) + "}\n";
    }

    private String list(int count, Function<Integer, String> record) {
        if (count == 0) {
            return "[]";
        }
        StringBuilder list = new StringBuilder("[\n  ");
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : random.nextInt(4) == 0 ? " , " : ",\n  ").append(record.apply(i));
        }
        return list.append("]").toString();
    }

    private String id(String prefix, int number) {
        return stringIds ? "\"" + prefix + number + "\"" : Integer.toString(number);
    }

    private String image(int i) {
        return "{\"id\": " + id("i", i * 3) + ", \"file_name\": \"" + (i % 2 == 0 ? "day/" : "night/") + i
                + ".jpg\", \"width\": " + (100 + 10 * random.nextInt(60)) + ", \"height\": "
                + (100 + 10 * random.nextInt(60)) + ", \"video\": \"v" + i / 4 + "\""
                + (lvis ? ", \"neg_category_ids\": [1], \"not_exhaustive_category_ids\": []" : "") + "}";
    }

    private String annotation(int i) {
        // now and then an image that is not listed
        int image = random.nextInt(20) == 0 ? images : random.nextInt(images);
        StringBuilder record =
                new StringBuilder("{\"id\": " + id("a", i + 1) + ", \"image_id\": " + id("i", image * 3));
        if (random.nextInt(15) > 0) {
            record.append(", \"category_id\": ").append(id("c", random.nextInt(Math.max(1, categories))));
        }
        double width = 1 + random.nextInt(900) / 10.0;
        double height = 1 + random.nextInt(900) / 10.0;
        if (random.nextInt(12) > 0) {
            record.append(", \"bbox\": [1, 2.50, ")
                    .append(width)
                    .append(", ")
                    .append(height)
                    .append("]");
        }
        if (random.nextInt(12) > 0) {
            record.append(", \"area\": ").append(width * height / 2);
        }
        String[] masks = {
            "",
            ", \"segmentation\": []",
            ", \"segmentation\": [[1, 2, 3, 4, 5, 6]]",
            ", \"segmentation\": {\"size\": [4, 4], \"counts\": \"04<\"}"
        };
        record.append(masks[random.nextInt(masks.length)]);
        record.append(lvis ? "" : ", \"iscrowd\": " + (random.nextInt(9) == 0 ? 1 : 0));
        if (random.nextBoolean()) {
            record.append(", \"score\": ").append(random.nextInt(100) / 100.0);
        }
        return record.append(", \"attributes\": {\"occluded\": " + random.nextBoolean() + "}}")
                .toString();
    }

    private String category(int i) {
        return "{\"id\": " + id("c", i) + ", \"name\": \"" + NAMES[i % NAMES.length] + (i < NAMES.length ? "" : " " + i)
                + "\", \"supercategory\": \"" + (i % 2 == 0 ? "animal" : "other") + "\""
                + (lvis ? ", \"frequency\": \"r\", \"image_count\": 3, \"instance_count\": 5" : "") + "}";
    }

    static JsonNode tree(String document) throws IOException {
        return DocumentCases.tree(document.getBytes(StandardCharsets.UTF_8));
    }

    /** The records of a list as text, by their ids, which must be different. */
    static TreeMap<String, String> records(String document, String list) throws IOException {
        return StreamSupport.stream(tree(document).path(list).spliterator(), false)
                .collect(Collectors.toMap(
                        r -> r.path("id").toString(),
                        JsonNode::toString,
                        (a, b) -> {
                            throw new AssertionError(a + " has the id of " + b);
                        },
                        TreeMap::new));
    }
}
