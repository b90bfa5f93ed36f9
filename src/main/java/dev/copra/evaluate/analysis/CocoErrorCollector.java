package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.TreeIds;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.evaluate.part.PartLine;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects what COCO's error analysis asks of images, in any order. */
final class CocoErrorCollector implements Consumer<ImagePairs> {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Rules rules;
    private final List<Category> categories;
    private final CocoErrorMatcher matcher;
    private final List<CocoErrorImage> images = new ArrayList<>();

    CocoErrorCollector(Rules rules, List<Category> categories) {
        this.rules = rules;
        this.categories = categories;
        matcher = new CocoErrorMatcher(rules.areas(), rules.mostDetections(), groups(categories));
    }

    /** A number for each category, the same for those of one supercategory; one without any is alone. */
    private static int[] groups(List<Category> categories) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] groups = new int[categories.size()];
        for (int k = 0; k < groups.length; k++) {
            String name = categories.get(k).supercategory();
            groups[k] = name.isEmpty() ? k : numbers.computeIfAbsent(name, any -> groups.length + numbers.size());
        }
        return groups;
    }

    /** Takes in an image with all its detections. */
    @Override
    public void accept(ImagePairs pairs) {
        try {
            images.add(matcher.match(pairs, MAPPER.readTree(pairs.image().json())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes in the images of another collector. */
    void merge(CocoErrorCollector other) {
        images.addAll(other.images);
    }

    private static Id id(CocoErrorImage image) {
        return TreeIds.of(image.image());
    }

    /** Equal scores are told apart by the ids of their images. */
    private void sort() {
        record Keyed(Id id, CocoErrorImage image) {}
        List<CocoErrorImage> sorted = images.stream()
                .map(image -> new Keyed(id(image), image))
                .sorted(Comparator.comparing(Keyed::id, Id.ORDER))
                .map(Keyed::image)
                .toList();
        images.clear();
        images.addAll(sorted);
    }

    CocoErrors result() {
        sort();
        return CocoErrors.of(images, rules, categories);
    }

    /** Writes it as lines of JSON: the number of images, then one a line. */
    void write(OutputStream out) throws IOException {
        sort();
        PartLine.write(images.size(), out);
        for (CocoErrorImage image : images) {
            PartLine.write(image, out);
        }
    }

    /** Reads what {@link #write} has written. */
    void read(JsonParser in) throws IOException {
        int count = MAPPER.readValue(in, Integer.class);
        for (int i = 0; i < count; i++) {
            images.add(MAPPER.readValue(in, CocoErrorImage.class)
                    .checked(rules.areas().size(), categories.size()));
        }
    }
}
