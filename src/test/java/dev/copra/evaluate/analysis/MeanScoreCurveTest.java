package dev.copra.evaluate.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.evaluate.figure.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means over categories by score, against counting anew at each score. */
class MeanScoreCurveTest {
    private record Detection(double score, boolean right) {}

    private static ScoreCurve curve(List<Detection> detections, int truths) {
        double[] scores = detections.stream()
                .mapToDouble(detection -> -detection.score())
                .distinct()
                .sorted()
                .map(score -> -score)
                .toArray();
        int[] found = new int[scores.length];
        int[] wrong = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            for (Detection detection : detections) {
                found[i] += detection.score() >= scores[i] && detection.right() ? 1 : 0;
                wrong[i] += detection.score() >= scores[i] && !detection.right() ? 1 : 0;
            }
        }
        return new ScoreCurve(scores, found, wrong, truths);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsAnewAtEachScore(long seed) {
        Random random = new Random(seed);
        double beta = 0.5 + random.nextDouble();
        double spread = 1 + random.nextInt(2) * 0.7;
        List<List<Detection>> all = new ArrayList<>();
        List<ScoreCurve> curves = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            List<Detection> detections = new ArrayList<>();
            int right = 0;
            for (int i = random.nextInt(30); i > 0; i--) {
                // scores at the grid's own places, too
                double score = random.nextInt(3) == 0 ? random.nextInt(11) / 10.0 : spread * random.nextDouble() - 0.1;
                boolean hit = k > 0 && random.nextBoolean();
                right += hit ? 1 : 0;
                detections.add(new Detection(score, hit));
            }
            all.add(detections);
            curves.add(curve(detections, k == 0 ? 0 : right + random.nextInt(5) + 1));
        }
        MeanScoreCurve mean = MeanScoreCurve.of(curves, beta);
        double best = 0;
        for (int i = 0; i < mean.score().length; i++) {
            double precision = 0;
            double recall = 0;
            double f = 0;
            int detected = 0;
            for (int k = 1; k < 5; k++) {
                double least = mean.score()[i];
                double taken = all.get(k).stream()
                        .filter(detection -> detection.score() >= least)
                        .count();
                double hits = all.get(k).stream()
                        .filter(detection -> detection.score() >= least && detection.right())
                        .count();
                double p = hits / taken;
                double r = hits / curves.get(k).truths();
                detected += taken > 0 ? 1 : 0;
                precision += taken > 0 ? p : 0;
                recall += r / 4;
                f += hits == 0 ? 0 : (1 + beta * beta) * p * r / (beta * beta * p + r) / 4;
            }
            assertEquals(detected == 0 ? Double.NaN : precision / detected, mean.precision()[i], 1e-12);
            assertEquals(recall, mean.recall()[i], 1e-12);
            assertEquals(f, mean.f()[i], 1e-12);
            best = Math.max(best, f);
        }
        assertEquals(best, mean.f()[mean.best()], 1e-12);
        assertTrue(mean.score()[0] <= 0 && mean.score()[mean.score().length - 1] >= 1);
    }

    @Test
    void nothingToFind() {
        assertEquals(-1, MeanScoreCurve.of(List.of(), 1).best());
        assertTrue(Double.isNaN(
                MeanScoreCurve.of(List.of(curve(List.of(), 0)), 1).bestScore()));
        MeanScoreCurve none = MeanScoreCurve.of(List.of(curve(List.of(), 3)), 1);
        assertEquals(0, none.recall()[0]);
    }
}
