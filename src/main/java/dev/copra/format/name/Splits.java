package dev.copra.format.name;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several data sets as the splits of one. Categories of one name are one category; what else the data sets say of themselves is that of
 * the first that says it.
 */
public final class Splits implements DatasetSource {
    /**
     * A data set that becomes a split.
     *
     * @param name of the split; images that have a split already keep it
     */
    public record Part(String name, DatasetSource source) {}

    /** What folders of splits are usually called. */
    public static final Set<String> NAMES = Set.of("train", "val", "valid", "validation", "test");

    private final List<Part> parts;
    /** By part and category, its position in the catalog of all. */
    private final List<int[]> positions = new ArrayList<>();

    private final Catalog catalog;

    /** Several sources as one. @throws IOException if their categories cannot be read */
    public Splits(List<Part> parts) throws IOException {
        this.parts = List.copyOf(parts);
        Map<String, Integer> byName = new HashMap<>();
        List<DatasetCategory> all = new ArrayList<>();
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (Part part : parts) {
            Catalog own = part.source().catalog();
            int[] position = new int[own.categories().size()];
            Map<String, Integer> seen = new HashMap<>();
            for (int c = 0; c < position.length; c++) {
                DatasetCategory category = own.categories().get(c);
                // two categories of one name in one data set are two
                String key = category.name() + '\0' + seen.merge(category.name(), 1, Integer::sum);
                Integer known = byName.putIfAbsent(key, all.size());
                if (known == null) {
                    known = all.size();
                    all.add(all.isEmpty() || !taken(all, category.id()) ? category : withoutId(category));
                }
                position[c] = known;
            }
            positions.add(position);
            own.extras().forEach(extras::putIfAbsent);
        }
        catalog = new Catalog(all, extras);
    }

    private static boolean taken(List<DatasetCategory> categories, Id id) {
        return id.present() && categories.stream().anyMatch(c -> c.id().equals(id));
    }

    private static DatasetCategory withoutId(DatasetCategory category) {
        return new DatasetCategory(
                Id.NONE,
                category.name(),
                category.supercategory(),
                category.keypoints(),
                category.skeleton(),
                category.extras());
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            int[] position = positions.get(p);
            part.source().read((image, instances) -> {
                List<Instance> moved = new ArrayList<>(instances.size());
                for (Instance instance : instances) {
                    int category = instance.category();
                    moved.add(
                            category == Instance.NO_CATEGORY || position[category] == category
                                    ? instance
                                    : instance.toBuilder()
                                            .category(position[category])
                                            .build());
                }
                visitor.image(image.split().isEmpty() ? image.withSplit(part.name()) : image, moved);
            });
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.source().close();
        }
    }
}
