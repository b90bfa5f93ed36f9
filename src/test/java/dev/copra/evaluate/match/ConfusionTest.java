package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.evaluate.Documents;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the rule written down slowly, on boxes of whole pixels with many equal scores and overlaps. */
class ConfusionTest {
    private record Thing(int image, int category, int[] box, double score, boolean crowd) {
        String json(int id) {
            return """
                    {"id": %d, "image_id": %d, "category_id": %d, "bbox": %s, "area": %d, "score": %s, "iscrowd": %d}""".formatted(id, image, category, Arrays.toString(box), box[2] * box[3], score, crowd ? 1 : 0);
        }

        double iou(Thing other) {
            double common = common(other);
            return common / (box[2] * box[3] + other.box[2] * other.box[3] - common);
        }

        double shareIn(Thing crowd) {
            return common(crowd) / (box[2] * box[3]);
        }

        private double common(Thing other) {
            double w = Math.min(box[0] + box[2], other.box[0] + other.box[2]) - Math.max(box[0], other.box[0]);
            double h = Math.min(box[1] + box[3], other.box[1] + other.box[3]) - Math.max(box[1], other.box[1]);
            return Math.max(w, 0) * Math.max(h, 0);
        }
    }

    private static List<Thing> things(Random random, int count) {
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(new Thing(
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    new int[] {random.nextInt(4), random.nextInt(4), 4 + random.nextInt(4), 4 + random.nextInt(4)},
                    (1 + random.nextInt(4)) / 4.,
                    random.nextInt(6) == 0));
        }
        return things;
    }

    private static String list(List<Thing> things) {
        List<String> records = new ArrayList<>();
        things.forEach(thing -> records.add(thing.json(records.size() + 1)));
        return "[" + String.join(", ", records) + "]";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void takesTheTruthThatIsOverlappedMost(long seed) throws IOException {
        Random random = new Random(seed);
        List<Thing> truths = things(random, 20);
        List<Thing> detections = things(random, 30);
        String truth = """
                {"images": [{"id": 1}, {"id": 2}, {"id": 3}],
                 "categories": [{"id": 3, "name": "c"}, {"id": 1, "name": "a"}, {"id": 2, "name": "b"}],
                 "annotations": %s}""".formatted(list(truths));
        Confusion confusion = Documents.evaluation(
                        Documents.text(truth), Documents.text(list(detections)), Rules.coco(Kind.BBOX))
                .confusion(.5);

        long[][] expected = new long[4][4];
        List<Thing> free = new ArrayList<>(truths);
        free.sort(Comparator.comparingInt(Thing::category)); // stable: in an image the order is by category
        List<Thing> order = new ArrayList<>(detections);
        order.removeIf(detection -> detection.score < .5);
        order.sort(Comparator.comparingInt(Thing::category));
        order.sort(Comparator.comparingDouble(detection -> -detection.score));
        for (Thing detection : order) {
            Thing taken = free.stream()
                    .filter(known -> !known.crowd && known.image == detection.image && detection.iou(known) >= .5)
                    .max(Comparator.<Thing>comparingDouble(detection::iou)
                            .thenComparing(known -> known.category == detection.category)
                            .thenComparingInt(free::indexOf))
                    .orElse(null);
            boolean excused = free.stream()
                    .anyMatch(known -> known.crowd
                            && known.image == detection.image
                            && known.category == detection.category
                            && detection.shareIn(known) >= .5);
            if (taken != null) {
                free.remove(taken);
                expected[taken.category - 1][detection.category - 1]++;
            } else if (!excused) {
                expected[3][detection.category - 1]++;
            }
        }
        free.removeIf(Thing::crowd);
        free.forEach(missed -> expected[missed.category - 1][3]++);
        long[][] counts = new long[4][];
        Arrays.setAll(counts, confusion::row);
        assertArrayEquals(expected, counts, "seed " + seed);
        assertEquals("a", confusion.categories().get(0).name());
    }
}
