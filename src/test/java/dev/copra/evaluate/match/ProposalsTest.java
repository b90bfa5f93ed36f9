package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.Documents;
import dev.copra.evaluate.read.Truth;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Rules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {

    private static Truth truth(List<String> annotations) throws IOException {
        return Documents.truth(Documents.text("""
                        {"images": [{"id": 1, "height": 320, "width": 640}], "categories": [{"id": 1, "name": "a"}],
                         "annotations": [%s]}""".formatted(String.join(",", annotations))), Rules.coco(Kind.BBOX));
    }

    private static String known(int id, double x, double w, double h, int crowd) {
        return """
                {"id": %d, "image_id": 1, "category_id": 1, "bbox": [%s, 0, %s, %s], "area": %s, "iscrowd": %d}""".formatted(id, x, w, h, w * h, crowd);
    }

    @Test
    void proposals() throws IOException {
        Truth truth = truth(List.of(
                known(1, 0, 10, 10, 0), known(2, 100, 20, 10, 0), known(3, 200, 10, 40, 0), known(4, 300, 9, 9, 1)));
        String results = """
                [{"image_id": 1, "category_id": 9, "bbox": [100, 0, 20, 9], "score": 0.9},
                 {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 5], "score": 0.7},
                 {"image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "score": 0.5},
                 {"image_id": 1, "category_id": 1, "bbox": [300, 0, 9, 9], "score": 0.8}]""";
        Rules rules = Rules.coco(Kind.BBOX);
        Proposals proposals = new Proposals(
                truth, Documents.results(Documents.text(results), rules, truth), rules, new int[] {1, 3, 9});
        assertEquals(3, proposals.truths(Proposals.Group.ALL));
        assertEquals(1, proposals.truths(Proposals.Group.WIDE));
        assertEquals(1, proposals.truths(Proposals.Group.TALL));
        assertEquals(1, proposals.truths(Proposals.Group.SQUARE));
        assertEquals(1 / 3., proposals.recall(Proposals.Group.ALL, 0, .5));
        assertEquals(2 / 3., proposals.recall(Proposals.Group.ALL, 1, .5));
        assertEquals(1 / 3., proposals.recall(Proposals.Group.ALL, 1, .55));
        assertEquals(1, proposals.recall(Proposals.Group.SQUARE, 2, 1));
        // one truth at all ten thresholds, one, of IoU .9, at eight and at the .8999999999999999 that numpy makes of .9
        assertEquals((10 + 9) / 30., proposals.averageRecall(Proposals.Group.ALL, 2), 1e-12);
        assertArrayEquals(new long[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 2}, proposals.histogram());
        assertEquals(List.of(new Proposals.Missed(Id.of(3), Id.of(1), 0)), proposals.missed(.5));
        assertTrue(Double.isNaN(proposals.recall(Proposals.Group.LARGE, 0, .5)));
    }
}
