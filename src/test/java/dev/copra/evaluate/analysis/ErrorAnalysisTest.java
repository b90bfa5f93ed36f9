package dev.copra.evaluate.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.evaluate.analysis.tide.TideCollector;
import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.analysis.tide.TideKind;
import dev.copra.evaluate.figure.RankedDetections;
import dev.copra.evaluate.figure.ScoreCurve;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that can be worked out by hand, and slow versions. */
class ErrorAnalysisTest {
    private static final String TRUTH = """
            {"images": [{"id": 1}, {"id": 2}], "categories": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0},
              {"id": 2, "image_id": 1, "category_id": 2, "bbox": [50, 0, 10, 10], "area": 100, "iscrowd": 0},
              {"id": 3, "image_id": 1, "category_id": 1, "bbox": [90, 0, 10, 10], "area": 100, "iscrowd": 0},
              {"id": 4, "image_id": 1, "category_id": 1, "bbox": [0, 90, 10, 10], "area": 100, "iscrowd": 0}]}
            """;

    private static String results(String... rows) {
        StringBuilder json = new StringBuilder("[");
        for (String row : rows) {
            String[] part = row.split(" ");
            json.append(json.length() > 1 ? "," : "")
                    .append("{\"image_id\":" + part[0] + ",\"category_id\":" + part[1] + ",\"bbox\":[" + part[2]
                            + "],\"score\":0" + part[3] + "}");
        }
        return json.append("]").toString();
    }

    /** One detection of each kind; the truth 3 could be found by Loc, 2 by Cls, 4 is missed. */
    @Test
    void oneOfEachKind() throws IOException {
        TideErrors tide = Analysed.of(
                        TRUTH,
                        results(
                                "1 1 0,0,10,10 .9",
                                "1 1 0,1,10,10 .8",
                                "1 1 50,0,10,10 .7",
                                "1 1 93,4,10,10 .6",
                                "1 1 53,4,10,10 .5",
                                "1 2 20,20,10,10 .4",
                                "2 1 0,0,10,10 .3"))
                .tide();
        Map<TideKind, Integer> counts = new EnumMap<>(TideKind.class);
        tide.kinds().forEach((kind, cost) -> counts.put(kind, cost.count()));
        assertEquals(
                Map.of(
                        TideKind.DUPE, 1,
                        TideKind.CLS, 1,
                        TideKind.LOC, 1,
                        TideKind.BOTH, 1,
                        TideKind.BKG, 2,
                        TideKind.MISS, 1),
                counts);
        // a: one of three truths is found, at precision 1, which reaches the recalls 0 to .33; b: nothing is
        assertEquals((34 / 101. + 0) / 2 * 100, tide.ap(), 1e-12);
        // Loc: of a's detections 1, 4 are right, so 2 of 3 truths, the second at precision 2/4
        double loc = (34 + 33 * .5) / 101 * 100;
        assertEquals((loc + 0) / 2 - tide.ap(), tide.kinds().get(TideKind.LOC).dap(), 1e-12);
        // Cls: b's only truth is found at precision 1
        assertEquals(
                (34 / 101. + 1) / 2 * 100 - tide.ap(),
                tide.kinds().get(TideKind.CLS).dap(),
                1e-12);
        // Miss: one of two truths of a, the recalls 0 to .5
        assertEquals(
                51 / 101. / 2 * 100 - tide.ap(), tide.kinds().get(TideKind.MISS).dap(), 1e-12);
        assertEquals(0, tide.kinds().get(TideKind.BKG).dap());
        // without a truth that is not found only one of a is left; b has a detection, and no truth
        assertEquals(100 / 2. - tide.ap(), tide.falseNegatives(), 1e-12);
    }

    @Test
    void optimalLrpByHand() throws IOException {
        // IoU 1, wrong, IoU 9 / 11; the best cut is behind the third: (0 + 2/11 / .5 + 1 + 1) / 4
        ErrorAnalysis analysis = Analysed.of(
                TRUTH, results("1 1 0,0,10,10 .9", "1 1 30,30,10,10 .8", "1 1 90,1,10,10 .7", "1 1 60,60,5,5 .6"));
        OptimalLrp a = analysis.categories().get(0).lrp();
        assertEquals((2 / 11. / .5 + 1 + 1) / 4, a.error(), 1e-15);
        assertEquals(1 / 11., a.localisation(), 1e-15);
        assertEquals(1 / 3., a.falsePositive());
        assertEquals(1 / 3., a.falseNegative());
        assertEquals(.7, a.score());
        // the parts make up the error: TP Loc / (1 - t) + FP + FN
        assertEquals(a.error(), (2 * a.localisation() / .5 + 1 + 1) / 4, 1e-15);
        OptimalLrp b = analysis.categories().get(1).lrp();
        assertEquals(1, b.error());
        assertEquals(1, b.falseNegative());
        assertTrue(Double.isNaN(b.localisation()) && Double.isNaN(b.score()));
        assertEquals((a.error() + 1) / 2, analysis.lrp().error(), 1e-15);
        assertEquals(a.localisation(), analysis.lrp().localisation());
    }

    @Test
    void calibrationByHand() {
        Calibration calibration = Calibration.of(
                List.of(
                        new RankedDetections(
                                new double[] {1.5, .95, .25}, new boolean[] {true, false, true}, new double[3], 2),
                        new RankedDetections(new double[] {.21, -1}, new boolean[] {false, false}, new double[2], 1)),
                10);
        assertEquals(10, calibration.bins().size());
        ReliabilityBin last = calibration.bins().get(9);
        assertEquals(2, last.count());
        assertEquals(1.225, last.confidence(), 1e-15);
        assertEquals(.5, last.accuracy());
        // Wilson's interval of 1 of 2, from R: binom::binom.confint(1, 2, method = "wilson")
        assertEquals(.0945312057, last.low(), 1e-9);
        assertEquals(.9054687943, last.high(), 1e-9);
        assertEquals((2 * .725 + 2 * .27 + 1 * 1) / 5, calibration.ece(), 1e-15);
        assertEquals(1, calibration.mce());
        assertTrue(Double.isNaN(calibration.bins().get(4).accuracy()));
        assertTrue(Double.isNaN(Calibration.of(List.of(), 10).ece()));
    }

    /** Each bin counts what is within its ends, and together the bins hold every detection. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void binsHoldWhatIsBetweenTheirEnds(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(200);
        double[] score = random.doubles(n).toArray();
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            right[i] = random.nextInt(3) == 0;
        }
        Calibration calibration =
                Calibration.of(List.of(new RankedDetections(score, right, new double[n], 1)), 1 + random.nextInt(20));
        double ece = 0;
        for (ReliabilityBin bin : calibration.bins()) {
            int count = 0;
            int hits = 0;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                if (score[i] >= bin.from() && score[i] < bin.to()) {
                    count++;
                    hits += right[i] ? 1 : 0;
                    sum += score[i];
                }
            }
            assertEquals(count, bin.count());
            assertEquals(hits, bin.right());
            if (count > 0) {
                ece += Math.abs(sum - hits) / n;
                assertTrue(bin.low() <= bin.accuracy() && bin.accuracy() <= bin.high());
            }
        }
        assertEquals(ece, calibration.ece(), 1e-14);
    }

    @Test
    void bestScoreGoesWithBeta() {
        // precision 1, .75, .5 and recall .25, .75, 1 of 4 truths
        ScoreCurve curve = new ScoreCurve(new double[] {.9, .6, .3}, new int[] {1, 3, 4}, new int[] {0, 1, 4}, 4);
        assertEquals(new BestScore(.6, .75, .75, .75), BestScore.of(curve, 1));
        assertEquals(new BestScore(.3, 5 * .5 / (4 * .5 + 1), .5, 1), BestScore.of(curve, 2));
        assertEquals(.9, BestScore.of(curve, .1).score());
        assertTrue(Double.isNaN(BestScore.of(new ScoreCurve(new double[0], new int[0], new int[0], 4), 1)
                .f()));
    }

    /** The images may be collected in any order and in any parts. */
    @Test
    void partsMakeUpTheWhole() throws IOException {
        String results = results(
                "1 1 0,0,10,10 .5", "2 1 0,1,10,10 .5", "1 1 50,0,10,10 .5", "1 1 93,4,10,10 .5", "2 2 5,4,10,10 .5");
        String truth = TRUTH.replace("{\"id\": 4, \"image_id\": 1", "{\"id\": 4, \"image_id\": 2");
        TideErrors whole =
                ErrorCollector.of(Analysed.evaluation(truth, results)).tide();
        TideCollector first = new TideCollector(.5, .1);
        TideCollector second = new TideCollector(.5, .1);
        Analysed.evaluation(truth, results)
                .eachImage(.1, 100, () -> pairs -> (pairs.image().number() == 1 ? second : first).accept(pairs));
        first.merge(second);
        assertEquals(whole, first.result(2));
    }
}
