package dev.copra.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a source says beside the members that the model knows, by name. */
final class Values {
    private Values() {}

    /** A copy that cannot be changed and keeps the order. */
    static Map<String, JsonNode> copy(Map<String, JsonNode> values) {
        return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
