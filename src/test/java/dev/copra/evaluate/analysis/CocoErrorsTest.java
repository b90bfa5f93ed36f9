package dev.copra.evaluate.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.evaluate.figure.CurveMeans;
import dev.copra.evaluate.match.Evaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** COCO's error analysis, against its definition in CocoEval.m, word for word and slow. */
class CocoErrorsTest {
    private static final int CATEGORIES = 6;
    private static final String[] GROUPS = {"", "animal", "animal", "vehicle", "vehicle", "vehicle"};
    private static final double[][] AREAS = {{0, 1e10}, {0, 1024}, {1024, 9216}, {9216, 1e10}};

    private record Object(int image, int category, double[] box, double area, boolean crowd, double score) {}

    private record Case(List<Object> truths, List<Object> detections) {
        String truth() {
            ObjectMapper json = new ObjectMapper();
            ObjectNode document = json.createObjectNode();
            ArrayNode images = document.putArray("images");
            for (int i = 1; i <= 4; i++) {
                images.addObject().put("id", i);
            }
            ArrayNode categories = document.putArray("categories");
            for (int k = 0; k < CATEGORIES; k++) {
                ObjectNode category = categories.addObject().put("id", k).put("name", "c" + k);
                if (!GROUPS[k].isEmpty()) {
                    category.put("supercategory", GROUPS[k]);
                }
            }
            ArrayNode annotations = document.putArray("annotations");
            for (Object truth : truths) {
                record(annotations, truth)
                        .put("id", annotations.size())
                        .put("area", truth.area)
                        .put("iscrowd", truth.crowd ? 1 : 0);
            }
            return document.toString();
        }

        String results() {
            ArrayNode list = new ObjectMapper().createArrayNode();
            detections.forEach(detection -> record(list, detection).put("score", detection.score));
            return list.toString();
        }

        private static ObjectNode record(ArrayNode list, Object object) {
            ObjectNode node = list.addObject().put("image_id", object.image).put("category_id", object.category);
            Arrays.stream(object.box).forEach(node.putArray("bbox")::add);
            return node;
        }
    }

    /** Boxes on a coarse grid, so that IoUs and scores are often equal; categories are often mistaken. */
    private static Case random(long seed) {
        Random random = new Random(seed);
        List<Object> truths = new ArrayList<>();
        List<Object> detections = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int side = 10 + 20 * random.nextInt(7);
            double[] box = {10 * random.nextInt(12), 10 * random.nextInt(12), side, 10 + 20 * random.nextInt(7)};
            int image = 1 + random.nextInt(4);
            int category = random.nextInt(CATEGORIES - 1);
            truths.add(new Object(image, category, box, box[2] * box[3], random.nextInt(9) == 0, 0));
            for (int d = random.nextInt(4); d > 0; d--) {
                double[] near = box.clone();
                near[random.nextInt(4)] += 10 * random.nextInt(4);
                int as = random.nextInt(3) > 0 ? category : random.nextInt(CATEGORIES);
                detections.add(new Object(image, as, near, near[2] * near[3], false, (1 + random.nextInt(10)) / 10.0));
            }
        }
        return new Case(truths, detections);
    }

    private static double iou(Object d, Object g) {
        double w = Math.min(d.box[0] + d.box[2], g.box[0] + g.box[2]) - Math.max(d.box[0], g.box[0]);
        double h = Math.min(d.box[1] + d.box[3], g.box[1] + g.box[3]) - Math.max(d.box[1], g.box[1]);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double own = d.box[2] * d.box[3];
        return w * h / (g.crowd ? own : own + g.box[2] * g.box[3] - w * h);
    }

    /** Precision at each recall of the detections of a category among some truths, those of other categories being ignored. */
    private static double[] precision(Case one, int k, List<Object> truths, double threshold, double[] range) {
        record Counted(double score, boolean right) {}
        List<Counted> all = new ArrayList<>();
        int sought = 0;
        for (int image = 1; image <= 4; image++) {
            int here = image;
            List<Object> gt =
                    new ArrayList<>(truths.stream().filter(g -> g.image == here).toList());
            Comparator<Object> byIgnore =
                    Comparator.comparing(g -> g.crowd || g.category != k || g.area < range[0] || g.area > range[1]);
            boolean[] ignored = new boolean[gt.size()];
            gt.sort(byIgnore);
            for (int g = 0; g < ignored.length; g++) {
                Object truth = gt.get(g);
                ignored[g] = truth.crowd || truth.category != k || truth.area < range[0] || truth.area > range[1];
                sought += ignored[g] ? 0 : 1;
            }
            boolean[] taken = new boolean[gt.size()];
            List<Object> dt = one.detections.stream()
                    .filter(d -> d.image == here && d.category == k)
                    .sorted(Comparator.comparingDouble(d -> -d.score))
                    .toList();
            for (Object d : dt) {
                double best = threshold;
                int m = -1;
                for (int g = 0; g < gt.size(); g++) {
                    if (taken[g] && !gt.get(g).crowd) {
                        continue;
                    }
                    if (m >= 0 && !ignored[m] && ignored[g]) {
                        break;
                    }
                    if (iou(d, gt.get(g)) >= best) {
                        best = iou(d, gt.get(g));
                        m = g;
                    }
                }
                if (m >= 0) {
                    taken[m] = true;
                }
                if (m >= 0 ? !ignored[m] : d.area >= range[0] && d.area <= range[1]) {
                    all.add(new Counted(d.score, m >= 0));
                }
            }
        }
        if (sought == 0) {
            return null;
        }
        all.sort(Comparator.comparingDouble(d -> -d.score));
        double[] precision = new double[101];
        for (int r = 0; r <= 100; r++) {
            double right = 0;
            for (int i = 0; i < all.size(); i++) {
                right += all.get(i).right ? 1 : 0;
                if (right / sought >= r * .01) {
                    precision[r] = Math.max(precision[r], right / (i + 1));
                }
            }
        }
        return precision;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void stepsAreThoseOfTheDefinition(long seed) throws IOException {
        Case one = random(seed);
        Evaluation evaluation = Analysed.evaluation(one.truth(), one.results());
        CocoErrors errors = ErrorCollector.of(evaluation).coco();
        for (int a = 0; a < AREAS.length; a++) {
            double[] sum = new double[CocoErrorKind.values().length];
            int counted = 0;
            for (int k = 0; k < CATEGORIES; k++) {
                int category = k;
                List<Object> own =
                        one.truths.stream().filter(g -> g.category == category).toList();
                List<Object> similar = one.truths.stream()
                        .filter(g -> g.category == category
                                || !GROUPS[category].isEmpty() && GROUPS[g.category].equals(GROUPS[category]))
                        .toList();
                double[] other = precision(one, k, one.truths, .1, AREAS[a]);
                if (other == null) {
                    assertTrue(Double.isNaN(errors.ap(CocoErrorKind.C75, a, k)));
                    continue;
                }
                double[][] expected = {
                    precision(one, k, own, .75, AREAS[a]),
                    precision(one, k, own, .5, AREAS[a]),
                    precision(one, k, own, .1, AREAS[a]),
                    precision(one, k, similar, .1, AREAS[a]),
                    other,
                    Arrays.stream(other).map(p -> p > 0 ? 1 : 0).toArray(),
                    Arrays.stream(other).map(p -> 1).toArray()
                };
                counted++;
                for (CocoErrorKind kind : CocoErrorKind.values()) {
                    double[] step = expected[kind.ordinal()];
                    assertArrayEquals(step, errors.precision(kind, a, k), 1e-12, kind + " " + a + " " + k);
                    sum[kind.ordinal()] += Arrays.stream(step).average().orElseThrow();
                }
            }
            for (CocoErrorKind kind : CocoErrorKind.values()) {
                double ap = errors.ap(kind, a, errors.all());
                assertEquals(counted == 0 ? Double.NaN : sum[kind.ordinal()] / counted, ap, 1e-12);
            }
        }
        assertEquals(
                List.of("animal", "vehicle"),
                List.copyOf(errors.supercategories().keySet()));
        assertArrayEquals(new int[] {3, 4, 5}, errors.supercategories().get("vehicle"));
    }

    /** The first two are the curves of AP75 and AP50, to the last bit. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void c75AndC50AreCurvesOfAp(long seed) throws IOException {
        Case one = random(seed);
        Evaluation evaluation = Analysed.evaluation(one.truth(), one.results());
        CocoErrors errors = ErrorCollector.of(evaluation).coco();
        CurveMeans curves = new CurveMeans(evaluation.run());
        for (int k = 0; k < CATEGORIES; k++) {
            assertArrayEquals(curves.precision(0, k), errors.precision(CocoErrorKind.C50, 0, k));
            assertArrayEquals(curves.precision(5, k), errors.precision(CocoErrorKind.C75, 0, k));
        }
    }

    /** A mistake of the category is forgiven by Sim within the supercategory, else by Oth; a wrong place by Loc. */
    @Test
    void oneOfEachKind() throws IOException {
        double[] box = {0, 0, 100, 100};
        double[] moved = {60, 0, 100, 100};
        Object truth = new Object(1, 1, box, 1e4, false, 0);
        Object wanted = new Object(2, 1, box, 1e4, false, 0);
        Object similar = new Object(3, 2, box, 1e4, false, 0);
        Object other = new Object(4, 3, box, 1e4, false, 0);
        List<Object> detections = List.of(
                new Object(4, 1, box, 1e4, false, .9),
                new Object(3, 1, box, 1e4, false, .8),
                new Object(1, 1, moved, 1e4, false, .7),
                new Object(2, 1, box, 1e4, false, .6));
        Case one = new Case(List.of(truth, wanted, similar, other), detections);
        CocoErrors errors = ErrorCollector.of(Analysed.evaluation(one.truth(), one.results()))
                .coco();
        // the only one that is right comes fourth, and finds one of two truths
        assertEquals(51 / 101. / 4, errors.ap(CocoErrorKind.C50, 0, 1), 1e-12);
        assertEquals(2 / 4., errors.ap(CocoErrorKind.LOC, 0, 1), 1e-12);
        assertEquals(2 / 3., errors.ap(CocoErrorKind.SIM, 0, 1), 1e-12);
        assertEquals(1, errors.ap(CocoErrorKind.OTH, 0, 1), 1e-12);
        assertFalse(errors.ap(CocoErrorKind.BG, 0, 1) < 1);
    }
}
