package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code copra eval --openimages} and {@code --crowdpose}: worked-out cases, and the definitions followed step by step. */
class ProtocolsTest {
    private static final String HIERARCHY = """
            {"LabelName": "/m/root", "Subcategory": [
              {"LabelName": "/m/animal", "Subcategory": [{"LabelName": "/m/cat"}, {"LabelName": "/m/dog"}]},
              {"LabelName": "toy", "Subcategory": [{"LabelName": "/m/dog"}, {"LabelName": "4711"}]}]}
            """;
    /** By id: the first is an animal, a cat, a dog, which is also a toy, and something that is a toy. */
    private static final String CATEGORIES = """
            "categories": [{"id": 1, "name": "Animal", "mid": "/m/animal"}, {"id": 2, "name": "Cat", "mid": "/m/cat"},
              {"id": 3, "name": "Dog", "mid": "/m/dog"}, {"id": 4, "name": "toy"}, {"id": 4711, "name": "Ball"}]
            """;

    private static final Map<Integer, Set<Integer>> ABOVE =
            Map.of(1, Set.of(), 2, Set.of(1), 3, Set.of(1, 4), 4, Set.of(), 4711, Set.of(4));

    @TempDir
    Path folder;

    private String out;
    private String err;

    private int eval(String truth, String results, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("eval", file("truth.json", truth), file("results.json", results)));
        line.addAll(List.of(options));
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        int code = Main.run(
                stdout,
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(new byte[0]),
                line.toArray(String[]::new));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private JsonNode category(int id) throws IOException {
        for (JsonNode category : new ObjectMapper().readTree(out).get("per_category")) {
            if (category.get("id").asInt() == id) {
                return category;
            }
        }
        throw new AssertionError(out);
    }

    private static String truth(String annotations, String labels) {
        return "{\"images\": [{\"id\": 1, \"width\": 400, \"height\": 400" + labels + "}], " + CATEGORIES
                + ", \"annotations\": [" + annotations + "]}";
    }

    private static String cat(int id, String box, boolean group) {
        return "{\"id\": " + id + ", \"image_id\": 1, \"category_id\": 2, \"bbox\": " + box
                + ", \"area\": 100, \"iscrowd\": " + (group ? 1 : 0) + "}";
    }

    private static String found(int category, String box, double score) {
        return "{\"image_id\": 1, \"category_id\": " + category + ", \"bbox\": " + box + ", \"score\": " + score + "}";
    }

    /** Three detections in a group are one find; without weight the group is as if it were not there. */
    @Test
    void aGroupCountsOnce() throws IOException {
        String truth = truth(cat(1, "[0, 0, 10, 10]", false) + "," + cat(2, "[100, 100, 200, 200]", true), "");
        String results = "["
                + String.join(
                        ",",
                        found(2, "[110, 110, 20, 20]", .9),
                        found(2, "[300, 0, 20, 20]", .8),
                        found(2, "[150, 150, 20, 20]", .7),
                        found(2, "[290, 290, 20, 20]", .6),
                        found(2, "[0, 0, 10, 10]", .5))
                + "]";
        // right .9 (the group), wrong .8, .6 (a quarter of it is in the group), right .5
        assertEquals(0, eval(truth, results, "--openimages", "--json"));
        assertEquals(.5 * 1 + .5 * 2 / 4, category(2).get("AP").asDouble(), 1e-15);
        assertEquals(4, category(2).get("detections").asInt());
        assertTrue(err.contains("pos_category_ids"), err);
        eval(truth, results, "--openimages", "--json", "--group-weight", "0");
        assertEquals(1.0 / 3, category(2).get("AP").asDouble(), 1e-15);
        // the same flag under the name that other tools give it
        eval(truth.replace("\"iscrowd\": 1", "\"is_group_of\": true"), results, "--openimages", "--json");
        assertEquals(.75, category(2).get("AP").asDouble(), 1e-15);
    }

    /** What nobody looked for is not wrong. */
    @Test
    void onlyWhatWasLookedForCanBeWrong() throws IOException {
        String annotations = cat(1, "[0, 0, 10, 10]", false);
        String results = "[" + found(3, "[50, 50, 9, 9]", .9) + "," + found(2, "[0, 0, 10, 10]", .5) + "]";
        eval(truth(annotations, ""), results, "--openimages", "--json");
        assertEquals(0, category(3).get("detections").asInt());
        eval(truth(annotations, ", \"neg_category_ids\": [3]"), results, "--openimages", "--json");
        assertEquals(1, category(3).get("detections").asInt());
        assertEquals("", err);
        eval(truth(annotations, ", \"pos_category_ids\": [3]"), results, "--openimages", "--json");
        assertEquals(1, category(3).get("detections").asInt());
        // no animal: no dog
        String h = file("hierarchy.json", HIERARCHY);
        eval(truth(annotations, ", \"neg_category_ids\": [1]"), results, "--openimages", "--json", "--hierarchy", h);
        assertEquals(1, category(3).get("detections").asInt());
    }

    @Test
    void aCatIsAnAnimal() throws IOException {
        String h = file("hierarchy.json", HIERARCHY);
        String truth = truth(cat(1, "[0, 0, 10, 10]", false), "");
        String results = "[" + found(2, "[0, 0, 10, 10]", .5) + "]";
        eval(truth, results, "--openimages", "--json", "--hierarchy", h);
        assertEquals(1, category(2).get("AP").asDouble());
        assertEquals(0, category(1).get("AP").asDouble());
        assertTrue(category(4).get("AP").isNull());
        eval(truth, results, "--openimages", "--json", "--hierarchy", h, "--expand-results");
        assertEquals(1, category(1).get("AP").asDouble());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        String truth = truth(cat(1, "[0, 0, 10, 10]", false), "");
        for (String options : new String[] {
            "--openimages --lvis",
            "--openimages --type keypoints",
            "--openimages --max-dets 3",
            "--crowdpose",
            "--group-weight .5",
            "--openimages --group-weight 2",
            "--openimages --expand-results",
            "--openimages --hierarchy " + file("h1.json", "{\"LabelName\": \"a\"}"),
            "--openimages --hierarchy " + file("h2.json", "{\"LabelName\": \"a\", \"Subcategory\": [{}]}"),
            "--openimages --hierarchy " + file("h3.json", "{\"Subcategory\": [{\"LabelName\": \"zebra\"}]}")
        }) {
            assertEquals(2, eval(truth, "[]", (options + " -q").split(" ")), options);
            assertEquals(1, err.lines().count(), err);
        }
    }

    private record Thing(int image, int category, int[] box, boolean group, double score) {
        String json(int id) {
            return String.format(
                    Locale.ROOT,
                    "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [%d, %d, %d, %d], \"area\": 9,"
                            + " \"iscrowd\": %d, \"score\": %s}",
                    id,
                    image,
                    category,
                    box[0],
                    box[1],
                    box[2],
                    box[3],
                    group ? 1 : 0,
                    score);
        }

        double common(Thing other) {
            int w = Math.min(box[0] + box[2], other.box[0] + other.box[2]) - Math.max(box[0], other.box[0]);
            int h = Math.min(box[1] + box[3], other.box[1] + other.box[3]) - Math.max(box[1], other.box[1]);
            return w > 0 && h > 0 ? w * h : 0;
        }

        double area() {
            return box[2] * box[3];
        }

        double overlap(Thing truth) {
            double common = common(truth);
            return truth.group ? common / area() : common / (area() + truth.area() - common);
        }
    }

    /** Against a version that follows the definition, one category and image at a time. */
    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 0, false", "3, .5, true", "4, 1, true"})
    void equalsTheDefinition(long seed, double weight, boolean hierarchy) throws IOException {
        Random random = new Random(seed);
        int[] ids = {1, 2, 3, 4, 4711};
        List<Thing> truths = new ArrayList<>();
        List<Thing> results = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            scores.add(i / 4096.0);
        }
        java.util.Collections.shuffle(scores, random);
        for (int i = 0; i < 120; i++) {
            int image = 1 + random.nextInt(25);
            boolean group = random.nextInt(3) == 0;
            int side = group ? 100 : 30;
            int[] box = {random.nextInt(100), random.nextInt(100), side + random.nextInt(20), side};
            Thing thing = new Thing(image, ids[random.nextInt(5)], box, group, 0);
            truths.add(thing);
            for (int d = random.nextInt(4); d > 0; d--) {
                int[] near = {box[0] + random.nextInt(12), box[1] + random.nextInt(12), 30 + random.nextInt(20), 30};
                int category = random.nextInt(4) == 0 ? ids[random.nextInt(5)] : thing.category;
                results.add(new Thing(image, category, near, false, scores.get(results.size())));
            }
        }
        StringBuilder images = new StringBuilder();
        for (int i = 1; i <= 25; i++) {
            images.append(i == 1 ? "" : ",").append("{\"id\": ").append(i).append('}');
        }
        String truth = "{\"images\": [" + images + "], " + CATEGORIES + ", \"annotations\": " + json(truths) + "}";
        String h = file("hierarchy.json", HIERARCHY);
        Stream<String> options = Stream.of("--openimages", "--json", "-q", "--group-weight", "" + weight);
        eval(
                truth,
                json(results),
                Stream.concat(options, hierarchy ? Stream.of("--hierarchy", h) : Stream.empty())
                        .toArray(String[]::new));
        for (int id : ids) {
            double expected = slow(truths, results, id, weight, hierarchy);
            assertEquals(expected, category(id).get("AP").asDouble(), 1e-14, "category " + id);
        }
    }

    private static String json(List<Thing> things) {
        List<String> lines = new ArrayList<>();
        things.forEach(thing -> lines.add(thing.json(lines.size() + 1)));
        return lines.toString();
    }

    private static double slow(List<Thing> truths, List<Thing> results, int id, double weight, boolean hierarchy) {
        List<double[]> counted = new ArrayList<>();
        double all = 0;
        for (int image = 1; image <= 25; image++) {
            int here = image;
            List<Thing> known = truths.stream()
                    .filter(t -> t.image == here
                            && (t.category == id
                                    || hierarchy && ABOVE.get(t.category).contains(id)))
                    .toList();
            if (known.isEmpty()) {
                continue;
            }
            List<Thing> sorted = results.stream()
                    .filter(r -> r.image == here && r.category == id)
                    .sorted(Comparator.comparingDouble(r -> -r.score))
                    .toList();
            Set<Thing> left = new java.util.HashSet<>(known);
            Map<Thing, Double> groups = new java.util.HashMap<>();
            for (Thing r : sorted) {
                Thing one = nearest(known, r, false);
                Thing group = nearest(known, r, true);
                if (one != null && left.remove(one)) {
                    counted.add(new double[] {r.score, 1});
                } else if (group != null) {
                    groups.merge(group, r.score, Math::max);
                } else {
                    counted.add(new double[] {r.score, 0});
                }
            }
            if (weight > 0) {
                groups.values().forEach(score -> counted.add(new double[] {score, weight}));
            }
            for (Thing t : known) {
                all += t.group ? weight : 1;
            }
        }
        counted.sort(Comparator.comparingDouble(c -> -c[0]));
        // the area under the curve: each step of recall by the best precision from there on
        double area = 0;
        for (int i = 0; i < counted.size(); i++) {
            double best = 0;
            for (int j = i; j < counted.size(); j++) {
                double hits = counted.subList(0, j + 1).stream()
                        .mapToDouble(c -> c[1])
                        .sum();
                long wrong = counted.subList(0, j + 1).stream()
                        .filter(c -> c[1] == 0)
                        .count();
                best = Math.max(best, hits / (hits + wrong));
            }
            area += counted.get(i)[1] / all * best;
        }
        return area;
    }

    private static Thing nearest(List<Thing> known, Thing result, boolean group) {
        return known.stream()
                .filter(t -> t.group == group && result.overlap(t) >= .5)
                .max(Comparator.<Thing>comparingDouble(result::overlap).thenComparing(t -> -known.indexOf(t)))
                .orElse(null);
    }

    /** By its own sigmas, the area .53 of the box, and images by how crowded they are. */
    @Test
    void crowdPose() throws IOException {
        double[] sigmas = {.079, .079, .072, .072, .062, .062, .107, .107, .087, .087, .089, .089, .079, .079};
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        StringBuilder results = new StringBuilder();
        double[] crowding = {0, .19, .2, .79, .8, 1};
        double[] off = {0, 6, 2, 9, 4, 12};
        double[] similarity = new double[6];
        for (int i = 0; i < 6; i++) {
            String comma = i == 0 ? "" : ",";
            images.append(comma + "{\"id\": " + i + ", \"crowdIndex\": " + crowding[i] + "}");
            StringBuilder known = new StringBuilder();
            StringBuilder found = new StringBuilder();
            for (int joint = 0; joint < 14; joint++) {
                known.append(joint == 0 ? "" : ",").append("50,50,2");
                found.append(joint == 0 ? "" : ",").append((50 + off[i]) + ",50,1");
                double variance = 4 * sigmas[joint] * sigmas[joint];
                similarity[i] += Math.exp(-off[i] * off[i] / variance / (80 * 100 * .53) / 2) / 14;
            }
            annotations.append(comma + "{\"id\": " + (i + 1) + ", \"image_id\": " + i
                    + ", \"category_id\": 1, \"bbox\": [10, 10, 80, 100], \"num_keypoints\": 14, \"iscrowd\": 0, \"keypoints\": ["
                    + known + "]}");
            results.append(comma + "{\"image_id\": " + i + ", \"category_id\": 1, \"score\": 0.5, \"keypoints\": ["
                    + found + "]}");
        }
        String truth = "{\"images\": [" + images
                + "], \"categories\": [{\"id\": 1, \"name\": \"person\"}], \"annotations\": [" + annotations + "]}";
        assertEquals(0, eval(truth, "[" + results + "]", "--type", "keypoints", "--crowdpose", "--json"), err);
        JsonNode json = new ObjectMapper().readTree(out);
        assertEquals(recall(similarity, 0, 6), json.at("/metrics/AR").asDouble(), 1e-12);
        assertEquals(
                recall(similarity, 0, 2), json.at("/slices/easy/metrics/AR").asDouble(), 1e-12);
        assertEquals(
                recall(similarity, 2, 4), json.at("/slices/medium/metrics/AR").asDouble(), 1e-12);
        assertEquals(
                recall(similarity, 4, 6), json.at("/slices/hard/metrics/AR").asDouble(), 1e-12);
        assertTrue(json.at("/metrics/APm").isMissingNode(), out);
        assertEquals(1, eval(truth.replace("crowdIndex", "x"), "[]", "--type", "keypoints", "--crowdpose"));
        assertTrue(err.contains("crowdIndex"), err);
    }

    /** The mean over thresholds of the share of similarities that reach them. */
    private static double recall(double[] similarity, int from, int to) {
        double sum = 0;
        for (int t = 0; t < 10; t++) {
            for (int i = from; i < to; i++) {
                sum += similarity[i] >= .5 + .05 * t ? 1 : 0;
            }
        }
        return sum / 10 / (to - from);
    }
}
