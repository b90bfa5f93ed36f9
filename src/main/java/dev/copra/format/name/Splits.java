package dev.copra.format.name;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** A folder of documents beside the folders of their images. */
    public static final String ANNOTATIONS = "annotations";

    /** Parts of a name, such as instances_train2017. */
    private static final Pattern WORDS = Pattern.compile("[^a-z]+");

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

    /**
     * The names of the splits that data sets are: each called by its file or its folder, {@code train} for {@code train.json},
     * {@code instances_train2017.json} and {@code train/_annotations.coco.json}. What tells no such name is called by its file's
     * name without its ends, or by its folder's if several files have one name.
     */
    public static List<String> names(List<Path> inputs) {
        Map<String, Integer> stems = new HashMap<>();
        inputs.forEach(input -> stems.merge(stem(input), 1, Integer::sum));
        List<String> names = new ArrayList<>();
        for (Path input : inputs) {
            String name = told(input);
            if (name.isEmpty()) {
                Path parent = input.getParent();
                boolean alone = stems.get(stem(input)) == 1 || parent == null || parent.getFileName() == null;
                name = stem(alone ? input : parent);
            }
            names.add(name);
        }
        return names;
    }

    /** The split that a path tells by its last name, or else by its folder's, or by that of its {@code annotations}; else empty. */
    public static String told(Path path) {
        String own = inName(stem(path));
        Path folder = path.getParent();
        if (folder != null && stem(folder).equalsIgnoreCase(ANNOTATIONS)) {
            folder = folder.getParent();
        }
        return own.isEmpty() && folder != null ? inName(stem(folder)) : own;
    }

    /** The one split that a name tells by one of its words: train, val or test; empty if it tells none, or several. */
    public static String inName(String name) {
        String found = "";
        for (String word : WORDS.split(name.toLowerCase(Locale.ROOT))) {
            if (NAMES.contains(word)) {
                String split = usual(word);
                if (!found.isEmpty() && !found.equals(split)) {
                    return "";
                }
                found = split;
            }
        }
        return found;
    }

    /** What a split of {@link #NAMES} is called here: validation data have several names. */
    public static String usual(String split) {
        return split.equals("valid") || split.equals("validation") ? "val" : split;
    }

    private static String stem(Path path) {
        Path file = path.getFileName();
        String name = file == null ? "data" : file.toString();
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
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
