package dev.copra.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A category of a data set.
 *
 * @param id as the source has it; {@link Id#NONE} if it has none
 * @param name never null, may be empty
 * @param supercategory null if there is none
 * @param keypoints names of its keypoints; empty if it has none
 * @param skeleton pairs of keypoints that are joined, counted from 0
 * @param extras what else the source says of it, by name, in the source's order
 */
public record DatasetCategory(
        Id id,
        String name,
        String supercategory,
        List<String> keypoints,
        List<Joint> skeleton,
        Map<String, JsonNode> extras) {
    /** Two keypoints that are joined, counted from 0. */
    public record Joint(int from, int to) {}

    /** Requires an id and a name, and keeps copies of lists and map. */
    public DatasetCategory {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        keypoints = List.copyOf(keypoints);
        skeleton = List.copyOf(skeleton);
        extras = Values.copy(extras);
    }

    /** A category with an id and a name alone. */
    public DatasetCategory(Id id, String name) {
        this(id, name, null, List.of(), List.of(), Map.of());
    }
}
