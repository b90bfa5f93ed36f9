package dev.copra.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {

    /** scipy 1.16: jensenshannon([.5, .5, 0], [.25, .25, .5], 2) and the like. */
    @Test
    void jensenShannonOfScipy() {
        Map<String, Double> p = Map.of("a", 0.5, "b", 0.5);
        assertEquals(0, Drift.jensenShannon(p, p));
        assertEquals(1, Drift.jensenShannon(p, Map.of("c", 1.0)), 1e-15);
        assertEquals(0.5579230452841438, Drift.jensenShannon(p, Map.of("a", 0.25, "b", 0.25, "c", 0.5)), 1e-15);
    }

    @Test
    void kolmogorovSmirnovByItsDefinition() {
        assertNull(Drift.kolmogorovSmirnov(new double[0], new double[] {1}));
        assertEquals(1, Drift.kolmogorovSmirnov(new double[] {1, 2}, new double[] {3}));
        assertEquals(0, Drift.kolmogorovSmirnov(new double[] {1, 1, 2, 2}, new double[] {1, 2}));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double[] a = values(random);
            double[] b = values(random);
            double most = 0;
            for (double x = 0; x < 12; x++) {
                most = Math.max(most, Math.abs(share(a, x) - share(b, x)));
            }
            assertEquals(most, Drift.kolmogorovSmirnov(a, b), 1e-15);
        }
    }

    private static double[] values(Random random) {
        double[] values = new double[1 + random.nextInt(20)];
        Arrays.setAll(values, i -> random.nextInt(12));
        Arrays.sort(values);
        return values;
    }

    private static double share(double[] values, double most) {
        return Arrays.stream(values).filter(value -> value <= most).count() / (double) values.length;
    }
}
