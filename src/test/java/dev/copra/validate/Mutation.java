package dev.copra.validate;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.testdata.JsonMutator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small change of a COCO file: of bytes and tokens ({@link JsonMutator}), or of a value, a member or a record, such that
 * what comes out is JSON still.
 */
final class Mutation {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private static final String[] VALUES = {
        "0",
        "-0",
        "1",
        "-1",
        "2",
        "0.5",
        "-3.25",
        "1e3",
        "1e9",
        "1e300",
        "9007199254740993",
        "2147483648",
        "null",
        "true",
        "false",
        "\"\"",
        "\"0\"",
        "\"1\"",
        "\"person\"",
        "[]",
        "[[]]",
        "{}",
        "[0]",
        "[1,2,3,4]",
        "[[1,2,3,4]]",
        "[[1,2,3,4,5]]",
        "[[1,2,8,2,8,9]]",
        "[5,5,20,20]",
        "[\"1\",2,3,4]",
        "[[[1,2,3,4,5,6]]]",
        "{\"size\":[2,2],\"counts\":[4]}",
        "{\"size\":[2,2],\"counts\":\"04\"}",
        "{\"counts\":[4]}"
    };

    private Mutation() {}

    /** @param seed decides what changes */
    static byte[] of(byte[] json, long seed) throws IOException {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        if (seed % 3 == 0) {
            return new JsonMutator(random).mutate(json);
        }
        ObjectNode document = (ObjectNode) JSON.readTree(json);
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            change(document, random);
        }
        return JSON.writeValueAsBytes(document);
    }

    private static void change(ObjectNode document, Random random) throws IOException {
        String[] lists = {"images", "annotations", "annotations", "annotations", "annotations", "categories"};
        JsonNode list = document.path(lists[random.nextInt(lists.length)]);
        if (random.nextInt(100) == 0) {
            change((JsonNode) document, random);
        } else if (list instanceof ArrayNode records && !records.isEmpty()) {
            int at = random.nextInt(records.size());
            switch (random.nextInt(12)) {
                case 0 ->
                    records.add(records.get(random.nextInt(records.size())).deepCopy());
                case 1 -> records.remove(at);
                case 2 -> borrow(records, at, random);
                default -> change(records.get(at), random);
            }
        }
    }

    /** Gives a record a member of another one. */
    private static void borrow(ArrayNode records, int at, Random random) {
        JsonNode other = records.get(random.nextInt(records.size()));
        if (records.get(at) instanceof ObjectNode record && other instanceof ObjectNode lender && !lender.isEmpty()) {
            List<String> names = new ArrayList<>();
            lender.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            record.set(name, lender.get(name).deepCopy());
        }
    }

    /** Changes something within an object or a list. */
    private static void change(JsonNode node, Random random) throws IOException {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode value = object.get(name);
            if (value.isContainerNode() && !value.isEmpty() && random.nextInt(4) > 0) {
                change(value, random);
            } else if (random.nextInt(6) == 0) {
                object.remove(name);
            } else {
                object.set(name, instead(value, random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            JsonNode value = array.get(at);
            if (value.isContainerNode() && !value.isEmpty() && random.nextInt(4) > 0) {
                change(value, random);
                return;
            }
            switch (random.nextInt(8)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, instead(value, random));
                case 2 -> array.insert(at, value.deepCopy());
                default -> array.set(at, instead(value, random));
            }
        }
    }

    private static JsonNode instead(JsonNode value, Random random) throws IOException {
        if (value.isTextual() && random.nextBoolean()) {
            StringBuilder text = new StringBuilder(value.asText());
            for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, (char) (48 + random.nextInt(64)));
                }
            }
            return JSON.getNodeFactory().textNode(text.toString());
        }
        if (value.isNumber() && random.nextBoolean()) {
            double number = value.doubleValue();
            double changed = switch (random.nextInt(7)) {
                case 0 -> -number;
                case 1 -> number + 1;
                case 2 -> number * 1000;
                case 3 -> number / 1000;
                case 4 -> number + random.nextGaussian() * 10;
                case 5 -> random.nextInt(4) == 0 ? Double.NaN : number * 2;
                default -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : number / 2;
            };
            return value.isIntegralNumber() && changed == Math.rint(changed) && Math.abs(changed) < 1e15
                    ? JSON.getNodeFactory().numberNode((long) changed)
                    : JSON.getNodeFactory().numberNode(changed);
        }
        return JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
    }
}
