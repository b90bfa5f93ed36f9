package dev.copra.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.coco.Id;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProposalsAndAnchorsTest {

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

    @Test
    void anchorsOfClustersAreTheirMeans() throws IOException {
        Random random = new Random(42);
        List<String> annotations = new ArrayList<>();
        double[] sums = new double[6];
        double[][] centres = {{20, 20}, {30, 90}, {200, 100}};
        for (int i = 0; i < 300; i++) {
            double w = centres[i % 3][0] + random.nextInt(7) - 3;
            double h = centres[i % 3][1] + random.nextInt(7) - 3;
            sums[2 * (i % 3)] += w / 100;
            sums[2 * (i % 3) + 1] += h / 100;
            annotations.add(known(i + 1, 0, w, h, 0));
        }
        annotations.add(known(999, 0, 600, 3, 1));
        Anchors boxes = new Anchors(truth(annotations), 0);
        assertEquals(300, boxes.size(), "crowds do not count");
        assertArrayEquals(sums, boxes.find(3, 42), 1e-9);
        assertArrayEquals(boxes.find(5, 7), boxes.find(5, 7));
        assertEquals(1, boxes.fit(boxes.find(3, 42), .7).bestPossibleRecall());
        assertEquals(1 / 3., boxes.fit(new double[] {20, 20}, .6).bestPossibleRecall(), 1e-12);
        Anchors half = new Anchors(truth(annotations), 320);
        assertArrayEquals(java.util.Arrays.stream(sums).map(side -> side / 2).toArray(), half.find(3, 42), 1e-9);
    }

    @Test
    void sizesAndRatiosMakeAGrid() throws IOException {
        Anchors boxes = new Anchors(truth(List.of(known(1, 0, 10, 40, 0), known(2, 0, 80, 20, 0))), 0);
        assertArrayEquals(new double[] {20, 40}, boxes.sizes(2), 1e-9);
        assertArrayEquals(new double[] {.25, 4}, boxes.ratios(2), 1e-9);
        double[] grid = Anchors.grid(boxes.sizes(2), boxes.ratios(2));
        assertArrayEquals(new double[] {40, 10, 10, 40, 80, 20, 20, 80}, grid, 1e-9);
        assertEquals(1, boxes.fit(grid, .99).meanIou(), 1e-12);
        assertEquals(.25, Anchors.iou(10, 10, 20, 20));
    }
}
