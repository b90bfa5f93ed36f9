package dev.copra.box2mask.levelset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotalVariationTest {

    private static float[] weights(int width, int height, float weight, boolean horizontal) {
        float[] weights = new float[width * height];
        for (int i = 0; i < weights.length; i++) {
            boolean neighbour = horizontal ? i % width < width - 1 : i / width < height - 1;
            weights[i] = neighbour ? weight : 0;
        }
        return weights;
    }

    /** Two plateaus of n columns each draw together by weight / n until they meet. */
    @ParameterizedTest
    @CsvSource({"2, .5", "4, 1", "1, 2", "5, .25"})
    void aStepShrinksByItsWeightOverItsLength(int columns, float weight) {
        int width = 2 * columns;
        int height = 3;
        float[] phi = new float[width * height];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = i % width < columns ? -1 : 1;
        }
        new TotalVariation(phi.length)
                .smooth(
                        phi,
                        weights(width, height, weight, true),
                        weights(width, height, weight, false),
                        width,
                        height);
        double expected = Math.max(1 - weight / columns, 0);
        for (int i = 0; i < phi.length; i++) {
            assertEquals(i % width < columns ? -expected : expected, phi[i], .02, "pixel " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theEnergyDecreases(long seed) {
        Random random = new Random(seed);
        int width = 2 + random.nextInt(30);
        int height = 2 + random.nextInt(30);
        float[] phi = new float[width * height];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = (float) random.nextGaussian() * 3;
        }
        float[] gx = weights(width, height, 1, true);
        float[] gy = weights(width, height, 1, false);
        for (int i = 0; i < phi.length; i++) {
            gx[i] *= random.nextFloat();
            gy[i] *= random.nextFloat();
        }
        float[] v = phi.clone();
        new TotalVariation(phi.length).smooth(v, gx, gy, width, height);
        double reached = energy(v, phi, gx, gy, width);
        assertTrue(reached < energy(phi, phi, gx, gy, width), "seed " + seed);
        // no neighbour in a random direction is better: it is the minimum
        for (int k = 0; k < 20; k++) {
            float[] other = v.clone();
            for (int i = 0; i < other.length; i++) {
                other[i] += .05f * (float) random.nextGaussian();
            }
            assertTrue(reached < energy(other, phi, gx, gy, width), "seed " + seed);
        }
    }

    private static double energy(float[] v, float[] phi, float[] gx, float[] gy, int width) {
        double energy = 0;
        for (int i = 0; i < v.length; i++) {
            energy += .5 * (v[i] - phi[i]) * (v[i] - phi[i]);
            energy += gx[i] > 0 ? gx[i] * Math.abs(v[i + 1] - v[i]) : 0;
            energy += gy[i] > 0 ? gy[i] * Math.abs(v[i + width] - v[i]) : 0;
        }
        return energy;
    }
}
