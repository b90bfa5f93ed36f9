package dev.copra.evaluate.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.rules.Rules;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic under the figures, to the last bit. */
class NumbersTest {

    /** numpy's sums of 1 / (i + 1). */
    @ParameterizedTest
    @CsvSource({
        "7, 0x1.4be2be2be2be2p+1",
        "8, 0x1.5be2be2be2be2p+1",
        "9, 0x1.6a1ba1ba1ba1bp+1",
        "15, 0x1.a8bbba47475d4p+1",
        "16, 0x1.b0bbba47475d4p+1",
        "127, 0x1.5b38ae9541ca6p+2",
        "128, 0x1.5bb8ae9541ca7p+2",
        "129, 0x1.5c37b09149ba9p+2",
        "136, 0x1.5f9633591b269p+2",
        "137, 0x1.600dcab4ab08bp+2",
        "1000, 0x1.df11f45f4e61ap+2",
        "8080, 0x1.3261afe697d79p+3",
        "80800, 0x1.7c10020a1dafcp+3"
    })
    void sumsAsNumpy(int count, String expected) {
        double[] values =
                IntStream.range(0, count).mapToDouble(i -> 1. / (i + 1)).toArray();
        assertEquals(Double.parseDouble(expected), PairwiseMean.sum(values, 0, count));
        assertEquals(Double.parseDouble(expected) / count, PairwiseMean.of(values, count));
    }

    @Test
    void gridsAsNumpy() {
        double[] thresholds = Rules.cocoThresholds();
        for (int t = 0; t < thresholds.length; t++) {
            double decimal = (50 + 5 * t) / 100.;
            assertEquals(t == 8 ? 0x1.cccccccccccccp-1 : decimal, thresholds[t]);
        }
        List<Integer> different = List.of(35, 41, 47, 57, 69, 70, 82, 83, 94, 95);
        double[] recalls = Rules.cocoRecalls();
        for (int r = 0; r <= 100; r++) {
            assertEquals(different.contains(r), recalls[r] != r / 100., "recall " + r);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void exponentialIsCorrectlyRounded(long seed) {
        Random random = new Random(seed);
        MathContext digits = new MathContext(80);
        for (int i = 0; i < 1500; i++) {
            double x = -Math.pow(10, random.nextDouble() * 9 - 6.1);
            x = i == 0 ? -Math.log(2) : i == 1 ? -1e-300 : Math.max(x, -745);
            BigDecimal power = BigDecimal.ONE;
            BigDecimal sum = BigDecimal.ONE;
            BigDecimal part = new BigDecimal(x).divide(new BigDecimal(4096), digits);
            for (int n = 1; n < 40; n++) {
                power = power.multiply(part, digits).divide(new BigDecimal(n), digits);
                sum = sum.add(power, digits);
            }
            assertEquals(sum.pow(4096, digits).doubleValue(), RoundedExp.of(x), "exp(" + x + "), seed " + seed);
        }
    }

    @Test
    void exponentialAtItsEnds() {
        assertEquals(1, RoundedExp.of(0));
        assertEquals(1, RoundedExp.of(-0.0));
        assertEquals(0, RoundedExp.of(-1e9));
        assertEquals(0, RoundedExp.of(Double.NEGATIVE_INFINITY));
        assertEquals(Double.MIN_VALUE, RoundedExp.of(-744.9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ordersStably(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double[] scores = random.doubles(random.nextInt(200))
                    .map(s -> random.nextInt(10) == 0 ? -0.0 : Math.floor(s * 8) / 8)
                    .toArray();
            List<Integer> expected = IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> 0.0 - scores[i]))
                    .collect(Collectors.toList());
            int[] order = IntStream.range(-3, scores.length + 2).toArray();
            int[] values = order.clone();
            System.arraycopy(IntStream.range(0, scores.length).toArray(), 0, values, 3, scores.length);
            StableOrder.byScore(scores, values, 3, 3 + scores.length);
            assertArrayEquals(
                    expected.stream().mapToInt(i -> i).toArray(),
                    java.util.Arrays.copyOfRange(values, 3, 3 + scores.length),
                    "seed " + seed);
            assertTrue(values[0] == -3 && values[values.length - 1] == order[order.length - 1], "stays in its part");
        }
    }

    @Test
    void roundsHalfToEven() {
        assertEquals("0.123", Metric.rounded(0.1235, 3), "0.1235 is below the half as a double");
        assertEquals("0.125", Metric.rounded(0.125, 3));
        assertEquals("0.12", Metric.rounded(0.125, 2));
        assertEquals("-1.000", Metric.rounded(-1, 3));
    }
}
