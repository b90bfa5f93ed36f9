package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.evaluate.Documents;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of lvis-api, one at a time, with figures worked out by hand. */
class LvisTest {
    private static final double ONE = 0.9999999999999998;

    private static Rules rules(int most) {
        Rules coco = Rules.coco(Kind.BBOX);
        return new Rules(
                Kind.BBOX,
                coco.iouThresholds(),
                coco.recalls(),
                coco.areas(),
                new int[] {most},
                true,
                true,
                false,
                .02,
                null);
    }

    private static String truth(String annotations, String absent, String incomplete) {
        return """
                {"images": [{"id": 1, "height": 100, "width": 100, "neg_category_ids": [%s],
                  "not_exhaustive_category_ids": [%s]}],
                 "categories": [{"id": 1, "name": "a", "frequency": "r"}, {"id": 2, "name": "b", "frequency": "f"},
                  {"id": 3, "name": "c", "frequency": "c"}],
                 "annotations": [%s]}""".formatted(absent, incomplete, annotations);
    }

    private static String object(int id, int category, double x, String more) {
        return """
                {"id": %d, "image_id": 1, "category_id": %d, "bbox": [%s, 0, 10, 10], "area": 100%s}""".formatted(id, category, x, more);
    }

    private static String found(int category, double x, double score) {
        return """
                {"image_id": 1, "category_id": %d, "bbox": [%s, 0, 10, 10], "score": %s}""".formatted(category, x, score);
    }

    private static Map<String, Double> evaluate(String truth, int most, String... found) throws IOException {
        return Documents.evaluate(truth, "[" + String.join(",", found) + "]", rules(most));
    }

    @Test
    void namesOfTheFigures() throws IOException {
        Map<String, Double> figures = evaluate(truth(object(1, 1, 0, ""), "", ""), 300, found(1, 0, .9));
        assertEquals(
                List.of(
                        "AP", "AP50", "AP75", "APs", "APm", "APl", "APr", "APc", "APf", "AR@300", "ARs@300", "ARm@300",
                        "ARl@300"),
                List.copyOf(figures.keySet()));
        assertEquals(ONE, figures.get("APr"));
        assertEquals(-1, figures.get("APf"));
        assertEquals(-1, figures.get("APc"));
    }

    /** A category that nobody looked for: not wrong. One that is known to be absent: wrong at rank one, so AP is a half. */
    @Test
    void categoriesThatNobodyLookedFor() throws IOException {
        String both = object(1, 1, 0, "");
        String image2 = truth(both, "", "").replace("\"images\": [", """
                "images": [{"id": 2, "height": 9, "width": 9, "neg_category_ids": [%s], "not_exhaustive_category_ids": []},""");
        String elsewhere = found(1, 50, .95).replace("\"image_id\": 1", "\"image_id\": 2");
        assertEquals(
                ONE,
                evaluate(image2.replace("%s", ""), 300, found(1, 0, .9), elsewhere)
                        .get("AP"));
        assertEquals(
                .5,
                evaluate(image2.replace("%s", "1"), 300, found(1, 0, .9), elsewhere)
                        .get("AP"),
                1e-12);
    }

    @Test
    void missesOfIncompleteCategoriesAreNoMistakes() throws IOException {
        String[] found = {found(1, 50, .95), found(1, 0, .9)};
        assertEquals(
                .5, evaluate(truth(object(1, 1, 0, ""), "", ""), 300, found).get("AP"), 1e-12);
        assertEquals(
                ONE, evaluate(truth(object(1, 1, 0, ""), "", "1"), 300, found).get("AP"));
    }

    @Test
    void anImageCountsItsBestOverAllCategories() throws IOException {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            found.add(found(2, 20 * i, .8));
        }
        found.add(found(1, 0, .5));
        String truth = truth(object(1, 1, 0, "") + "," + object(2, 2, 0, ""), "", "");
        assertEquals(ONE, evaluate(truth, 5, found.toArray(String[]::new)).get("APr"));
        assertEquals(0, evaluate(truth, 4, found.toArray(String[]::new)).get("APr"));
        assertEquals(
                ONE,
                evaluate(truth, Integer.MAX_VALUE, found.toArray(String[]::new)).get("APr"));
    }

    @Test
    void ignoreCountsAndCrowdDoesNot() throws IOException {
        assertEquals(
                -1,
                evaluate(truth(object(1, 1, 0, ", \"ignore\": 1"), "", ""), 300, found(1, 0, .9))
                        .get("AP"));
        assertEquals(
                ONE,
                evaluate(truth(object(1, 1, 0, ", \"iscrowd\": 1"), "", ""), 300, found(1, 0, .9))
                        .get("AP"));
    }

    @Test
    void objectsWithoutAreaVanish() throws IOException {
        String flat = object(1, 1, 0, "").replace("\"area\": 100", "\"area\": 0");
        assertEquals(-1, evaluate(truth(flat, "", ""), 300, found(1, 0, .9)).get("AP"));
        String thin = found(1, 50, .95).replace("10, 10]", "0, 10]");
        assertEquals(
                ONE,
                evaluate(truth(object(1, 1, 0, ""), "", ""), 300, thin, found(1, 0, .9))
                        .get("AP"));
    }
}
