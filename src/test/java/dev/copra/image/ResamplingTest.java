package dev.copra.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.copra.image.Resampling.Kernel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void aConstantStaysWhatItIs(Kernel kernel) {
        for (int target = 1; target < 60; target++) {
            float[] plane = new float[23 * 17];
            Arrays.fill(plane, 0.7f);
            float[] result =
                    Resampling.whole(plane, new Resampling(23, target, kernel), new Resampling(17, 40, kernel));
            assertEquals(40 * target, result.length);
            for (float value : result) {
                assertEquals(0.7f, value, 1e-5);
            }
        }
    }

    /** Lanczos' kernel does not keep ramps, and the nearest pixel makes steps of them. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEAREST", "LANCZOS"})
    void aRampStaysARamp(Kernel kernel) {
        float[] ramp = new float[40];
        for (int i = 0; i < 40; i++) {
            ramp[i] = i + 0.5f;
        }
        Resampling one = new Resampling(1, 1, kernel);
        float[] finer = Resampling.whole(ramp, new Resampling(40, 100, kernel), one);
        for (int i = 10; i < 90; i++) {
            assertEquals((i + 0.5) * 0.4, finer[i], 1e-4);
        }
        float[] coarser = Resampling.whole(ramp, new Resampling(40, 10, kernel), one);
        for (int i = 2; i < 8; i++) {
            assertEquals((i + 0.5) * 4, coarser[i], 1e-4);
        }
    }

    @Test
    void interpolatesHalfWay() {
        float[] result = Resampling.whole(
                new float[] {0, 1}, new Resampling(2, 4, Kernel.TRIANGLE), new Resampling(1, 1, Kernel.TRIANGLE));
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1}, result, 1e-6f);
    }

    /** A window of the source is enough where the rest is 0, and its range in the target holds all that is not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWindowIsThePartOfTheWhole(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            int width = 3 + random.nextInt(30);
            int height = 3 + random.nextInt(30);
            Kernel kernel = Kernel.values()[round % Kernel.values().length];
            Resampling across = new Resampling(width, 1 + random.nextInt(200), kernel);
            Resampling down = new Resampling(height, 1 + random.nextInt(200), kernel);
            int left = random.nextInt(width - 1);
            int top = random.nextInt(height - 1);
            int right = left + 1 + random.nextInt(width - left - 1);
            int bottom = top + 1 + random.nextInt(height - top - 1);
            float[] plane = new float[width * height];
            float[] part = new float[(right - left) * (bottom - top)];
            for (int i = 0; i < part.length; i++) {
                part[i] = random.nextFloat();
                plane[(top + i / (right - left)) * width + left + i % (right - left)] = part[i];
            }
            int x0 = across.firstOf(left);
            int x1 = across.endOf(right);
            int y0 = down.firstOf(top);
            int y1 = down.endOf(bottom);
            float[] window = Resampling.window(part, left, top, right - left, across, down, x0, y0, x1, y1);
            float[] whole = Resampling.window(plane, 0, 0, width, across, down, 0, 0, across.target, down.target);
            for (int i = 0; i < whole.length; i++) {
                int x = i % across.target;
                int y = i / across.target;
                boolean inside = x >= x0 && x < x1 && y >= y0 && y < y1;
                float expected = inside ? window[(y - y0) * (x1 - x0) + x - x0] : 0;
                assertEquals(expected, whole[i], 1e-5, "seed " + seed + ", round " + round);
            }
        }
    }
}
