package dev.copra.evaluate.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A curve says what counting all detections of at least a score says. */
class ScoreCurveTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsDetectionsOfAtLeastAScore(long seed) {
        Random random = new Random(seed);
        int size = random.nextInt(60);
        double[] scores = random.doubles(size).map(s -> Math.ceil(s * 9) / 9).toArray();
        int[] ranks = random.ints(size, 0, 12).toArray();
        long[] matched = random.longs(size).toArray();
        long[] ignored = random.longs(size).toArray();
        int most = 10;
        int truths = size + random.nextInt(9);
        CategoryMatches matches = new CategoryMatches(
                size, new int[size], scores, ranks, scores, new long[][] {matched}, new long[][] {ignored}, new int[] {
                    truths
                });
        ScoreCurve curve = ScoreCurve.of(matches, most);
        double[] distinct = IntStream.range(0, size)
                .mapToDouble(i -> -scores[i])
                .sorted()
                .distinct()
                .map(s -> -s)
                .toArray();
        assertEquals(distinct.length, curve.size());
        double best = 0;
        for (int p = 0; p < distinct.length; p++) {
            double least = distinct[p];
            assertEquals(least, curve.score()[p]);
            int[] used = IntStream.range(0, size)
                    .filter(i -> scores[i] >= least && ranks[i] < most && (ignored[i] & 1) == 0)
                    .toArray();
            double found = IntStream.of(used).filter(i -> (matched[i] & 1) != 0).count();
            double precision = used.length == 0 ? 0 : found / used.length;
            double recall = truths == 0 ? 0 : found / truths;
            assertEquals(precision, curve.precision(p));
            assertEquals(recall, curve.recall(p));
            double f1 = found == 0 ? 0 : 2 / (1 / precision + 1 / recall);
            assertEquals(f1, curve.f1(p), 1e-15);
            best = Math.max(best, curve.f1(p));
        }
        assertTrue(size == 0 ? curve.best() == -1 : curve.f1(curve.best()) == best);
    }

    @Test
    void ofEqualsTheHighestScore() {
        CategoryMatches matches = new CategoryMatches(
                2,
                new int[2],
                new double[] {.5, .9},
                new int[2],
                new double[2],
                new long[1][2],
                new long[1][2],
                new int[] {3});
        assertEquals(0, ScoreCurve.of(matches, 100).best());
        assertEquals(.9, ScoreCurve.of(matches, 100).score()[0]);
    }
}
