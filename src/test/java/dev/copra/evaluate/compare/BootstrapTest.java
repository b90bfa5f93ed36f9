package dev.copra.evaluate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.copra.coco.Messages;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample's figures are those of a file that has an image as often as it was drawn, and the interval is what it claims to be. */
class BootstrapTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int IMAGES = 12;
    /** An odd number, because they are drawn by twos. */
    private static final int SAMPLES = 51;

    /** A truth and its results, image by image, so that images can be there several times. */
    private record Scene(List<List<Map<String, Object>>> truths, List<List<Map<String, Object>>> results) {

        /** Few scores, many objects of about the ends of ranges, crowds, and what hits at some thresholds alone. */
        static Scene random(long seed) {
            Random random = new Random(seed);
            Scene scene = new Scene(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < IMAGES; i++) {
                scene.truths.add(new ArrayList<>());
                scene.results.add(new ArrayList<>());
                for (int j = random.nextInt(6); j > 0; j--) {
                    int category = 1 + random.nextInt(3);
                    double[] box = {
                        random.nextInt(400), random.nextInt(400), 26 + random.nextInt(12), 26 + random.nextInt(12)
                    };
                    Map<String, Object> truth = new LinkedHashMap<>();
                    truth.put("category_id", category);
                    truth.put("bbox", box);
                    truth.put("area", box[2] * box[3]);
                    truth.put("iscrowd", random.nextInt(5) == 0 ? 1 : 0);
                    scene.truths.get(i).add(truth);
                    for (int d = random.nextInt(4); d > 0; d--) {
                        scene.results.get(i).add(result(random, category, moved(box, random)));
                    }
                }
                for (int d = random.nextInt(3); d > 0; d--) {
                    double[] box = {random.nextInt(400), random.nextInt(400), 32, 32};
                    scene.results.get(i).add(result(random, 1 + random.nextInt(3), box));
                }
            }
            return scene;
        }

        private static double[] moved(double[] box, Random random) {
            return new double[] {
                box[0] + random.nextInt(7), box[1] + random.nextInt(5), box[2] + random.nextInt(3), box[3]
            };
        }

        private static Map<String, Object> result(Random random, int category, double[] box) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("category_id", category);
            result.put("bbox", box);
            result.put("score", (1 + random.nextInt(5)) / 8.0);
            return result;
        }

        /** The files with every image as often as is said, its copies behind each other, all ids anew. */
        Evaluation drawn(byte[] counts, Rules rules) throws IOException {
            List<Object> images = new ArrayList<>();
            List<Object> annotations = new ArrayList<>();
            List<Object> detections = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                for (int copy = 0; copy < counts[i]; copy++) {
                    int id = images.size() + 1;
                    images.add(Map.of("id", id, "width", 500, "height", 500));
                    for (Map<String, Object> truth : truths.get(i)) {
                        Map<String, Object> annotation = new LinkedHashMap<>(truth);
                        annotation.put("id", annotations.size() + 1);
                        annotation.put("image_id", id);
                        annotations.add(annotation);
                    }
                    for (Map<String, Object> result : results.get(i)) {
                        Map<String, Object> detection = new LinkedHashMap<>(result);
                        detection.put("image_id", id);
                        detections.add(detection);
                    }
                }
            }
            List<Object> categories =
                    List.of(Map.of("id", 1, "name", "a"), Map.of("id", 2, "name", "b"), Map.of("id", 3, "name", "c"));
            Map<String, Object> truth = Map.of("images", images, "categories", categories, "annotations", annotations);
            return EvaluationFiles.read(
                            input(truth),
                            input(detections),
                            rules.kind(),
                            false,
                            !rules.useCategories(),
                            1,
                            Messages.none())
                    .evaluation(rules, null, null, 1);
        }

        Evaluation whole(Rules rules) throws IOException {
            byte[] once = new byte[IMAGES];
            java.util.Arrays.fill(once, (byte) 1);
            return drawn(once, rules);
        }

        private static Input input(Object json) throws IOException {
            return Input.standardInput(new ByteArrayInputStream(MAPPER.writeValueAsBytes(json)));
        }
    }

    /** Pooled over categories, with fewer detections than there are, and as usual. */
    private static List<Rules> rules() {
        Rules coco = Rules.coco(Kind.BBOX);
        return List.of(
                coco,
                new Rules(
                        Kind.BBOX,
                        new double[] {.3, .5, .9},
                        new double[] {.1, .5, 1},
                        coco.areas(),
                        new int[] {1, 2, 3},
                        false,
                        false,
                        true,
                        .02,
                        null));
    }

    private static byte[] counts(Draws draws, int d) {
        char[] pair = draws.pair(d / 2);
        byte[] counts = new byte[pair.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (byte) Draws.of(Draws.counts(pair[i]), d % 2);
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSampleIsTheEvaluationOfAFileWithItsImages(long seed) throws IOException {
        for (Rules rules : rules()) {
            Scene scene = Scene.random(seed);
            Evaluation evaluation = scene.whole(rules);
            MatchTally tally = evaluation.tally();
            List<Metric> metrics = Metric.of(rules);
            Draws draws = new Draws(20, IMAGES, seed);
            for (int d = 0; d < 20; d++) {
                Curves expected = scene.drawn(counts(draws, d), rules).run();
                for (int k = 0; k < evaluation.categories().size(); k++) {
                    double[] values = new DrawnFigures(rules, metrics, tally.matches(k))
                            .of(draws.pair(d / 2), evaluation.truthCounts().get(k))[d % 2];
                    for (int i = 0; i < values.length; i++) {
                        double value = metrics.get(i).of(expected, new int[] {k});
                        String what = metrics.get(i).name() + " of category " + k + " in sample " + d;
                        assertEquals(value, Double.isNaN(values[i]) ? -1 : values[i], 1e-12, what);
                    }
                }
            }
        }
    }

    private static Comparison compare(int threads, Comparison.Options options, Scene... scenes) throws IOException {
        Rules rules = Rules.coco(Kind.BBOX);
        List<MatchTally> tallies = new ArrayList<>();
        for (Scene scene : scenes) {
            tallies.add(scene.whole(rules).tally());
        }
        return Bootstrap.compare(tallies, scenes[0].whole(rules).truthCounts(), options, threads);
    }

    /** The same truth, with the results of another one. */
    private static Scene other(Scene scene, long seed) {
        return new Scene(scene.truths, Scene.random(seed).results);
    }

    /** Over all categories too, and whatever the number of threads. */
    @Test
    void differencesAreThoseOfTheFiles() throws IOException {
        Rules rules = Rules.coco(Kind.BBOX);
        Scene first = Scene.random(7);
        Scene second = other(first, 8);
        Comparison.Options options = new Comparison.Options(SAMPLES, 9, .9);
        Comparison comparison = compare(1, options, first, second, first);
        assertEquals(
                comparison.others(), compare(5, options, first, second, first).others());
        Draws draws = new Draws(SAMPLES, IMAGES, 9);
        for (int i = 0; i < comparison.metrics().size(); i++) {
            Metric metric = comparison.metrics().get(i);
            if (metric.name().endsWith("l")) {
                // nothing here is large
                continue;
            }
            double[] differences = new double[SAMPLES];
            for (int d = 0; d < SAMPLES; d++) {
                Curves one = first.drawn(counts(draws, d), rules).run();
                Curves two = second.drawn(counts(draws, d), rules).run();
                differences[d] = metric.of(two, two.all()) - metric.of(one, one.all());
            }
            java.util.Arrays.sort(differences);
            Difference of = comparison.others().get(0).all().get(i);
            // at 2.5 and 47.5 of the sorted ones
            assertEquals((differences[2] + differences[3]) / 2, of.low(), 1e-12, metric.name());
            assertEquals((differences[47] + differences[48]) / 2, of.high(), 1e-12, metric.name());
            long above = IntStream.range(0, SAMPLES)
                    .filter(d -> differences[d] > 1e-12)
                    .count();
            long below = IntStream.range(0, SAMPLES)
                    .filter(d -> differences[d] < -1e-12)
                    .count();
            assertEquals((above + (SAMPLES - above - below) / 2.0) / SAMPLES, of.better(), 1e-12, metric.name());
        }
        // nothing is as equal to the first results as themselves
        for (Difference of : comparison.others().get(1).all()) {
            boolean exists = !Double.isNaN(of.first());
            assertEquals(exists ? new Difference(of.first(), of.first(), 0, 0, .5, 1, SAMPLES) : Difference.NONE, of);
        }
    }

    /** As many images as there are, each as likely as the others, in every sample. */
    @Test
    void samplesAreDrawnWithReplacement() {
        Draws draws = new Draws(2000, 50, 3);
        double squares = 0;
        for (int d = 0; d < 2000; d++) {
            byte[] counts = counts(draws, d);
            assertEquals(50, IntStream.range(0, 50).map(i -> counts[i]).sum());
            for (byte count : counts) {
                squares += (count - 1) * (count - 1);
            }
        }
        // the variance of a binomial of 50 at 1 / 50
        assertEquals(.98, squares / 2000 / 50, .02);
        assertTrue(java.util.Arrays.equals(counts(draws, 7), counts(new Draws(8, 50, 3), 7)));
    }

    @Test
    void aFigureThatDoesNotExistHasNoDifference() throws IOException {
        Scene scene = Scene.random(4);
        Comparison comparison = compare(2, new Comparison.Options(10, 1, .95), scene, other(scene, 5));
        Difference large = comparison.others().get(0).all().get(5);
        assertEquals("APl", comparison.metrics().get(5).name());
        assertTrue(Double.isNaN(large.first()) && Double.isNaN(large.difference()) && Double.isNaN(large.p()));
        assertEquals(0, large.samples());
    }
}
