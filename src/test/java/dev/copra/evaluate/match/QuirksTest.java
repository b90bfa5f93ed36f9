package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.Documents;
import dev.copra.evaluate.read.Results;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pycocotools 2.0.11 printed for small cases, its errors included, and the same put right. */
class QuirksTest {
    private static final String B1 = "[10, 10, 50, 50]";
    private static final String B2 = "[60, 60, 20, 20]";

    private static String truth(String... annotations) {
        return """
                {"images": [{"id": 1, "height": 100, "width": 100}, {"id": 2, "height": 100, "width": 100}],
                 "categories": [{"id": 1, "name": "a"}], "annotations": [%s]}""".formatted(String.join(",", annotations));
    }

    private static String known(int id, String box, double area, int image) {
        return """
                {"id": %d, "image_id": %d, "category_id": 1, "bbox": %s, "area": %s, "iscrowd": 0}""".formatted(id, image, box, area);
    }

    private static String found(String box, double score, int image) {
        return """
                {"image_id": %d, "category_id": 1, "bbox": %s, "score": %s}""".formatted(image, box, score);
    }

    private static final String BOTH = "[" + found(B1, .9, 1) + "," + found(B2, .8, 1) + "]";

    private static List<Double> figures(String truth, String results, boolean corrected) throws IOException {
        Rules rules = Rules.coco(Kind.BBOX).corrected(corrected);
        return List.copyOf(Documents.evaluate(truth, results, rules).values());
    }

    @Test
    void perfect() throws IOException {
        assertEquals(
                List.of(
                        .9999999999999998,
                        .9999999999999999,
                        .9999999999999999,
                        -1.,
                        .9999999999999998,
                        -1.,
                        1.,
                        1.,
                        1.,
                        -1.,
                        1.,
                        -1.),
                figures(truth(known(1, B1, 2500, 1)), "[" + found(B1, .9, 1) + "]", false));
        assertEquals(
                List.of(1., 1., 1., .9999999999999998, .9999999999999998, -1., .5, 1., 1., 1., 1., -1.),
                figures(truth(known(1, B1, 2500, 1), known(2, B2, 400, 1)), BOTH, false));
    }

    @Test
    void theIdZero() throws IOException {
        String truth = truth(known(0, B1, 2500, 1), known(1, B2, 400, 1));
        double ap = .2524752475247525;
        assertEquals(
                List.of(ap, ap, ap, .9999999999999998, 0., -1., 0., .5, .5, 1., 0., -1.), figures(truth, BOTH, false));
        assertEquals(1, figures(truth, BOTH, true).get(0));
    }

    /** The earlier of two annotations with one id vanishes, and the later one is there twice: half of it can be found. */
    @Test
    void equalIds() throws IOException {
        String truth = truth(known(7, B1, 2500, 1), known(7, B2, 400, 1));
        assertEquals(.2524752475247525, figures(truth, BOTH, false).get(0));
        assertEquals(1, figures(truth, BOTH, true).get(0));
        Evaluation evaluation =
                Documents.evaluation(Documents.text(truth), Documents.text(BOTH), Rules.coco(Kind.BBOX));
        assertEquals(new Evaluation.Quirks(0, 1), evaluation.quirks());
    }

    @Test
    void tiesAcrossImages() throws IOException {
        assertEquals(
                List.of(
                        .8349834983498348,
                        .834983498349835,
                        .834983498349835,
                        .5,
                        .9999999999999998,
                        -1.,
                        .5,
                        1.,
                        1.,
                        1.,
                        1.,
                        -1.),
                figures(
                        truth(known(1, B1, 2500, 1), known(2, B2, 400, 2)),
                        "[" + found(B1, .5, 1) + "," + found("[0, 0, 5, 5]", .5, 2) + "," + found(B2, .5, 2) + "]",
                        false));
    }

    @Test
    void noResults() throws IOException {
        assertEquals(
                List.of(0., 0., 0., -1., 0., -1., 0., 0., 0., -1., 0., -1.),
                figures(truth(known(1, B1, 2500, 1)), "[]", false));
    }

    @Test
    void hundredDetectionsAreAskedForLiterally() throws IOException {
        Rules coco = Rules.coco(Kind.BBOX);
        for (boolean corrected : new boolean[] {false, true}) {
            Rules rules = new Rules(
                    Kind.BBOX,
                    coco.iouThresholds(),
                    coco.recalls(),
                    coco.areas(),
                    new int[] {1, 10, 300},
                    true,
                    false,
                    corrected,
                    .02,
                    null);
            Map<String, Double> figures =
                    Documents.evaluate(truth(known(1, B1, 2500, 1), known(2, B2, 400, 1)), BOTH, rules);
            assertEquals(corrected ? 1 : -1, figures.get("AP"));
            assertEquals(1, figures.get("AP50"));
            assertEquals(1, figures.get("AR300"));
        }
    }

    @Test
    void figuresDoNotDependOnThreads() throws IOException {
        Rules rules = Rules.coco(Kind.BBOX);
        String truth = truth(known(1, B1, 2500, 1), known(2, B2, 400, 2));
        Truth known = Documents.truth(Documents.text(truth), rules);
        Results results = Documents.results(Documents.text(BOTH), rules, known);
        for (int threads : new int[] {1, 2, 7}) {
            Evaluation evaluation = new Evaluation(
                    known, results, rules, null, null, threads, problem -> {}, problem -> {}, problem -> {});
            assertEquals(
                    .504950495049505, Documents.figures(evaluation.run(), rules).get("AP"), 1e-12);
            assertEquals(
                    .9999999999999998,
                    Documents.figures(evaluation.run(List.of(Id.of(1), Id.of(99))), rules)
                            .get("APm"));
        }
    }
}
