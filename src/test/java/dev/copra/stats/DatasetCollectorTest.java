package dev.copra.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.CocoReader;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.io.Input;
import dev.copra.report.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of data sets: as the slow way has them, and the same however a data set is divided. */
class DatasetCollectorTest {

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("copra.laws", 4_000) / 20);
    }

    private static DatasetCollector read(String text) throws IOException {
        DatasetCollector collector = new DatasetCollector(problem -> {
            throw new AssertionError(problem);
        });
        CocoReader.read(
                Input.standardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), collector);
        return collector;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsMergedAreTheWhole(long seed) throws IOException {
        MeasuredDocuments document = new MeasuredDocuments(seed);
        DatasetCollector whole = read(document.text(document.annotations));
        List<DatasetCollector> parts = new ArrayList<>();
        for (List<ObjectNode> shard : document.shards(1 + (int) (seed % 5))) {
            parts.add(read(document.text(shard)));
        }
        Collections.shuffle(parts, new Random(seed));
        DatasetCollector merged = parts.get(0);
        for (DatasetCollector part : parts.subList(1, parts.size())) {
            merged.merge(part);
        }
        assertEquals(Json.write(whole.result(null)), Json.write(merged.result(null)));
        CategoryChoice some = new CategoryChoice(List.of("90"));
        assertEquals(Json.write(whole.result(some)), Json.write(merged.result(some)));
    }

    /** What is merged into another one stays, and merges of merges are the whole, too. */
    @Test
    void mergesOfMerges() throws IOException {
        MeasuredDocuments document = new MeasuredDocuments(3);
        List<List<ObjectNode>> shards = document.shards(4);
        DatasetCollector left = read(document.text(shards.get(0)));
        left.merge(read(document.text(shards.get(1))));
        DatasetCollector right = read(document.text(shards.get(2)));
        right.merge(read(document.text(shards.get(3))));
        String before = Json.write(right.result(null));
        left.merge(right);
        assertEquals(before, Json.write(right.result(null)));
        assertEquals(Json.write(read(document.text(document.annotations)).result(null)), Json.write(left.result(null)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresAreThoseOfTheSlowWay(long seed) throws IOException {
        MeasuredDocuments document = new MeasuredDocuments(seed);
        SlowStats slow = new SlowStats(document);
        DatasetStats stats =
                read(document.text(document.annotations)).result(null).stats();
        check(slow, slow.things, stats.all());
        assertEquals(
                List.copyOf(slow.categories),
                stats.categories().stream()
                        .map(c -> Integer.valueOf(c.id().toString()))
                        .toList());
        for (DatasetStats.Category category : stats.categories()) {
            int id = Integer.parseInt(category.id().toString());
            assertEquals(slow.label(id), category.label());
            check(
                    slow,
                    slow.things.stream()
                            .filter(t -> Objects.equals(t.category, id))
                            .toList(),
                    category.objects());
        }
        images(slow, stats);
        pairs(slow, stats);
        centres(slow, stats.centres());
        keypoints(slow, stats);
    }

    private static void check(SlowStats slow, List<SlowStats.Thing> all, DatasetStats.Objects objects) {
        List<SlowStats.Thing> instances =
                all.stream().filter(SlowStats.Thing::counts).toList();
        assertEquals(instances.size(), objects.instances());
        assertEquals(all.size() - instances.size(), objects.crowds());
        assertEquals(
                all.stream()
                        .map(t -> t.image)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                objects.images());
        List<Double> areas = values(instances, t -> t.area);
        assertEquals(areas.stream().filter(a -> a < 1024).count(), objects.small());
        assertEquals(areas.stream().filter(a -> a >= 1024 && a < 9216).count(), objects.medium());
        assertEquals(areas.stream().filter(a -> a >= 9216).count(), objects.large());
        same(areas, objects.area());
        List<SlowStats.Thing> boxed =
                instances.stream().filter(t -> t.box != null).toList();
        same(values(boxed, t -> Math.sqrt(t.box[2] * t.box[3])), objects.side());
        same(values(boxed, t -> t.box[2] > 0 && t.box[3] > 0 ? t.box[2] / t.box[3] : Double.NaN), objects.aspect());
        masks(instances.stream().filter(t -> t.mask != null).toList(), objects.masks());
        overlap(slow, instances, true, objects.within());
        overlap(slow, instances, false, objects.across());
    }

    private static void masks(List<SlowStats.Thing> masked, DatasetStats.Masks masks) {
        if (masked.isEmpty()) {
            assertNull(masks);
            return;
        }
        assertEquals(masked.size(), masks.count());
        List<Double> parts = values(masked, t -> SlowStats.regions(t, 1));
        List<Double> holes = values(masked, t -> SlowStats.regions(t, 0));
        same(parts, masks.parts());
        same(holes, masks.holes());
        assertEquals(parts.stream().filter(n -> n > 1).count(), masks.severalParts());
        assertEquals(holes.stream().filter(n -> n > 0).count(), masks.withHoles());
        List<Double> vertices = values(masked, t -> t.vertices < 0 ? Double.NaN : t.vertices);
        assertEquals(vertices.size(), masks.polygons());
        same(vertices, masks.vertices());
        same(
                values(
                        masked,
                        t -> t.box != null && t.box[2] * t.box[3] > 0
                                ? SlowStats.pixels(t) / (t.box[2] * t.box[3])
                                : Double.NaN),
                masks.fill());
    }

    private static void overlap(
            SlowStats slow, List<SlowStats.Thing> instances, boolean same, DatasetStats.BestOverlap overlap) {
        long[] counts = new long[21];
        instances.forEach(t -> counts[1 + slow.bestBin(t, same)]++);
        assertEquals(counts[0], overlap.none());
        assertArrayEquals(Arrays.copyOfRange(counts, 1, 21), overlap.counts());
    }

    private static void images(SlowStats slow, DatasetStats stats) {
        Map<Integer, Integer> instances = new HashMap<>();
        slow.sizes.keySet().forEach(image -> instances.put(image, 0));
        slow.things.stream()
                .filter(t -> t.image != null && (t.counts() || slow.sizes.isEmpty()))
                .filter(t -> slow.sizes.isEmpty() || slow.sizes.containsKey(t.image))
                .forEach(t -> instances.merge(t.image, t.counts() ? 1 : 0, Integer::sum));
        DatasetStats.Images images = stats.images();
        assertEquals(instances.size(), images.count());
        assertEquals(slow.present().size(), images.annotated());
        same(instances.values().stream().map(Double::valueOf).toList(), images.instances());
        List<int[]> sized =
                slow.sizes.values().stream().filter(size -> size[0] > 0).toList();
        assertEquals(sized.size(), images.sized());
        same(sized.stream().map(size -> (double) size[0]).toList(), images.width());
        same(sized.stream().map(size -> (double) size[1]).toList(), images.height());
        same(sized.stream().map(size -> size[0] / (double) size[1]).toList(), images.aspect());
    }

    private static void pairs(SlowStats slow, DatasetStats stats) {
        Map<String, Long> expected = new HashMap<>();
        slow.present()
                .values()
                .forEach(present -> present.forEach(a -> present.forEach(b -> {
                    if (a < b) {
                        expected.merge(slow.label(a) + "+" + slow.label(b), 1L, Long::sum);
                    }
                })));
        Map<String, Long> found = new HashMap<>();
        stats.seenTogether().forEach(pair -> found.put(pair.first() + "+" + pair.second(), pair.images()));
        assertEquals(expected, found);
    }

    private static void centres(SlowStats slow, DatasetStats.CentreMap centres) {
        long[][] counts = new long[24][24];
        for (SlowStats.Thing t : slow.things) {
            int[] size = slow.sizes.get(t.image);
            if (t.counts() && t.box != null && size != null && size[0] > 0) {
                double x = 24 * ((t.box[0] + t.box[2] / 2) / size[0]);
                double y = 24 * ((t.box[1] + t.box[3] / 2) / size[1]);
                counts[Math.max(0, Math.min(23, (int) Math.floor(y)))][
                        Math.max(0, Math.min(23, (int) Math.floor(x)))]++;
            }
        }
        assertArrayEquals(counts, centres.counts());
    }

    private static void keypoints(SlowStats slow, DatasetStats stats) {
        for (int category : slow.categories) {
            List<double[]> all = slow.things.stream()
                    .filter(t -> Objects.equals(t.category, category) && t.keypoints != null)
                    .map(t -> t.keypoints)
                    .toList();
            DatasetStats.Keypoints found = stats.keypoints().stream()
                    .filter(k -> k.category().equals(slow.label(category)))
                    .findFirst()
                    .orElse(null);
            assertEquals(all.isEmpty(), found == null);
            for (int i = 0; found != null && i < found.points().size(); i++) {
                int at = 3 * i + 2;
                DatasetStats.Keypoint point = found.points().get(i);
                assertEquals(
                        all.stream().filter(n -> at < n.length && n[at] == 0).count(), point.unlabelled());
                assertEquals(
                        all.stream().filter(n -> at < n.length && n[at] == 1).count(), point.occluded());
                assertEquals(
                        all.stream().filter(n -> at < n.length && n[at] == 2).count(), point.visible());
            }
        }
    }

    private static List<Double> values(List<SlowStats.Thing> things, Function<SlowStats.Thing, Number> value) {
        return things.stream()
                .map(value)
                .map(Number::doubleValue)
                .filter(number -> !Double.isNaN(number))
                .toList();
    }

    private static void same(List<Double> values, Quantiles found) {
        List<Double> expected = SlowStats.quantiles(values);
        if (expected == null) {
            assertNull(found);
            return;
        }
        double[] numbers = {found.min(), found.p5(), found.p25(), found.p50(), found.p75(), found.p95(), found.max()};
        assertEquals(values.size(), found.count());
        for (int i = 0; i < numbers.length; i++) {
            assertEquals(expected.get(i), numbers[i], 1e-12 * Math.abs(expected.get(i)));
        }
        double mean = values.stream().mapToDouble(v -> v).sum() / values.size();
        assertEquals(mean, found.mean(), 1e-12 * Math.abs(mean));
    }

    /** Quantiles as numpy 2.4 has them: np.quantile([1.1, 2.7, 3.3, 10.9], [.05, .25, .5, .75, .95]). */
    @Test
    void quantilesOfNumpy() {
        Quantiles found = Quantiles.of(new double[] {10.9, 3.3, 1.1, 2.7});
        assertEquals(new Quantiles(4, 4.5, 1.1, NUMPY[0], NUMPY[1], NUMPY[2], NUMPY[3], NUMPY[4], 10.9), found);
    }

    private static final double[] NUMPY = {1.34, 2.3000000000000003, 3.0, 5.2, 9.759999999999998};

    /** Of many boxes in an image only those are compared that may meet. */
    @Test
    void manyBoxesOfAnImage() throws IOException {
        // more than are compared all with all, in a grid whose neighbours share a third
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            annotations
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\": ")
                    .append(i)
                    .append(", \"image_id\": 1, \"category_id\": ");
            annotations
                    .append(i % 20 % 2)
                    .append(", \"bbox\": [")
                    .append(i % 20 * 5)
                    .append(", ")
                    .append(i / 20 * 100);
            annotations.append(", 10, 10]}");
        }
        DatasetStats stats = read("{\"images\": [{\"id\": 1}], \"annotations\": [" + annotations + "]}")
                .result(null)
                .stats();
        // neighbours in a row are 5 apart and of other categories: 50 / 150
        assertEquals(400, stats.all().across().counts()[6]);
        assertEquals(400, stats.all().within().none());
    }
}
