package dev.copra.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What holds for a data set as a whole.
 *
 * @param categories in the source's order
 * @param extras what else the source says of itself, such as licences, by name, in the source's order
 */
public record Catalog(List<DatasetCategory> categories, Map<String, JsonNode> extras) {
    /** Keeps copies of the lists. */
    public Catalog {
        categories = List.copyOf(categories);
        extras = Values.copy(extras);
    }

    /** Categories alone. */
    public Catalog(List<DatasetCategory> categories) {
        this(categories, Map.of());
    }
}
