package dev.copra.box2mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private static final Window WINDOW = new Window(3, 2, 8, 6);
    private static final Box BOX = new Box(3, 2, 8, 6);
    private static final int HEIGHT = 10;
    private static final int WIDTH = 12;
    private static final Decision PLAIN = new Decision(false, false);

    private static Estimate.Soft soft(float... probability) {
        return new Estimate.Soft(WINDOW, probability, BOX);
    }

    @Test
    void whatIsCertainIsTheMask() {
        float[] probability = new float[48];
        Arrays.fill(probability, 8, 24, 1);
        Decision.Decided decided = PLAIN.decide(soft(probability), HEIGHT, WIDTH);
        assertEquals(Rle.ofRectangle(HEIGHT, WIDTH, 3, 3, 11, 5), decided.mask());
        assertEquals(1, decided.confidence(), 1e-9);
    }

    @Test
    void anEvenMapIsTakenWholeWithItsProbabilityAsExpectedIou() {
        float[] probability = new float[48];
        Arrays.fill(probability, .3f);
        Decision.Decided decided = PLAIN.decide(soft(probability), HEIGHT, WIDTH);
        assertEquals(48, decided.mask().area());
        assertEquals(.3, decided.confidence(), 1e-6);
    }

    @Test
    void whatIsBelowATenthIsNeverTaken() {
        float[] probability = new float[48];
        Arrays.fill(probability, .05f);
        assertTrue(PLAIN.decide(soft(probability), HEIGHT, WIDTH).mask().isEmpty());
    }

    /** The expected IoU of the most probable n pixels, for every n, by the definition. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theThresholdIsTheBestOfAll(long seed) {
        Random random = new Random(seed);
        Float[] sorted = new Float[48];
        float[] probability = new float[48];
        for (int i = 0; i < 48; i++) {
            probability[i] = .1f + .8f * random.nextInt(100) / 100;
            sorted[i] = probability[i];
        }
        Arrays.sort(sorted, (a, b) -> Float.compare(b, a));
        double total = 0;
        for (float p : sorted) {
            total += p;
        }
        double best = 0;
        double inside = 0;
        for (int n = 1; n <= 48; n++) {
            inside += sorted[n - 1];
            best = Math.max(best, inside / (n + total - inside));
        }
        Decision.Decided decided = PLAIN.decide(soft(probability), HEIGHT, WIDTH);
        assertEquals(best, decided.confidence(), 1e-3, "seed " + seed);
    }

    @Test
    void noPixelOutsideOfTheBoxGetsIn() {
        float[] probability = new float[48];
        Arrays.fill(probability, 1);
        Box narrow = new Box(4, 3, 3, 2);
        assertEquals(
                Rle.ofRectangle(HEIGHT, WIDTH, 4, 3, 7, 5),
                PLAIN.decide(new Estimate.Soft(WINDOW, probability, narrow), HEIGHT, WIDTH)
                        .mask());
    }

    @Test
    void holesAndCrumbsGoOnRequest() {
        float[] probability = new float[48];
        for (int y = 0; y < 5; y++) {
            Arrays.fill(probability, y * 8, y * 8 + 5, 1);
        }
        probability[2 * 8 + 2] = 0;
        probability[7] = 1;
        assertEquals(25, PLAIN.decide(soft(probability), HEIGHT, WIDTH).mask().area());
        assertEquals(
                Rle.ofRectangle(HEIGHT, WIDTH, 3, 2, 8, 7),
                new Decision(true, true)
                        .decide(soft(probability), HEIGHT, WIDTH)
                        .mask());
    }

    @Test
    void aWindowAsHighAsTheImageIsRead() {
        float[] probability = new float[2 * HEIGHT];
        Arrays.fill(probability, 1);
        Decision.Decided decided = PLAIN.decide(
                new Estimate.Soft(new Window(5, 0, 2, HEIGHT), probability, new Box(5, 0, 2, HEIGHT)), HEIGHT, WIDTH);
        assertEquals(Rle.ofRectangle(HEIGHT, WIDTH, 5, 0, 7, HEIGHT), decided.mask());
    }
}
