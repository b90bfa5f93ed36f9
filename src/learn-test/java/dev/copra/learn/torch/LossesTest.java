package dev.copra.learn.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each loss against its formula in plain loops, and its gradient against differences. */
class LossesTest {
    private static final int SIDE = 8;
    private static final int AREA = SIDE * SIDE;

    private NDManager manager;
    private final Random random = new Random(7);

    @BeforeEach
    void open() {
        System.setProperty("ai.djl.offline", "true");
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = .05f + .9f * random.nextFloat();
        }
        return numbers;
    }

    private NDArray map(float[] values, int channels, int side) {
        return manager.create(values, new Shape(1, channels, side, side));
    }

    private Prediction prediction(float[] p, float[] colours, float[] other) {
        NDArray features = map(java.util.Arrays.copyOf(colours, 3 * AREA / 4), 3, SIDE / 2);
        NDArray second = map(other, 1, SIDE);
        return new Prediction(map(p, 1, SIDE), map(colours, 3, SIDE), features, second, second);
    }

    @Test
    void projectionIsTheDiceOfTheLargestOfRowsAndColumns() {
        float[] p = numbers(AREA);
        double expected = 0;
        for (int axis = 0; axis < 2; axis++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < SIDE; i++) {
                double most = 0;
                for (int j = 0; j < SIDE; j++) {
                    most = Math.max(most, axis == 0 ? p[j * SIDE + i] : p[i * SIDE + j]);
                }
                sum += most;
                squares += most * most;
            }
            expected += 1 - 2 * sum / (squares + SIDE);
        }
        assertEquals(expected, value(new ProjectionLoss(), p, numbers(3 * AREA), p), 1e-5);
    }

    @Test
    void projectionIsNothingWhereEachRowAndColumnIsReached() {
        float[] diagonal = new float[AREA];
        for (int i = 0; i < SIDE; i++) {
            diagonal[i * SIDE + i] = 1;
        }
        assertEquals(0, value(new ProjectionLoss(), diagonal, numbers(3 * AREA), diagonal), 1e-6);
    }

    @Test
    void energyIsTheDistanceFromTheMeansOfBothRegions() {
        float[] p = numbers(AREA);
        float[] u = numbers(3 * AREA);
        double divided = 0;
        double whole = 0;
        for (int c = 0; c < 3; c++) {
            double inside = 0;
            double outside = 0;
            double all = 0;
            double weight = 0;
            for (int i = 0; i < AREA; i++) {
                double value = u[c * AREA + i];
                inside += p[i] * value;
                outside += (1 - p[i]) * value;
                all += value / AREA;
                weight += p[i];
            }
            inside /= weight;
            outside /= AREA - weight;
            for (int i = 0; i < AREA; i++) {
                double value = u[c * AREA + i];
                divided += p[i] * Math.pow(value - inside, 2) + (1 - p[i]) * Math.pow(value - outside, 2);
                whole += Math.pow(value - all, 2);
            }
        }
        assertEquals(divided / whole, value(new EnergyLoss(false), p, u, p), 1e-4);
    }

    @Test
    void energyIsNothingForTwoPlainRegionsAndOneForAnUndividedBox() {
        float[] half = new float[AREA];
        float[] u = new float[3 * AREA];
        for (int i = 0; i < AREA; i++) {
            half[i] = i < AREA / 2 ? 1 : 0;
            for (int c = 0; c < 3; c++) {
                u[c * AREA + i] = half[i] * .5f + .2f;
            }
        }
        float[] even = new float[AREA];
        java.util.Arrays.fill(even, .5f);
        assertEquals(0, value(new EnergyLoss(false), half, u, half), 1e-4);
        assertEquals(1, value(new EnergyLoss(false), even, u, even), 1e-4);
    }

    @Test
    void consistencyIsNothingForAnEvenMapAndTakesOverNeighboursOfAColour() {
        float[] even = new float[AREA];
        java.util.Arrays.fill(even, .7f);
        ConsistencyLoss loss = new ConsistencyLoss(1, 3);
        assertEquals(0, value(loss, even, numbers(3 * AREA), even), 1e-6);
        // of one colour all over: each pixel becomes the mean of its eight neighbours
        float[] p = numbers(AREA);
        NDArray plain = map(new float[3 * AREA], 3, SIDE);
        float[] refined = new ConsistencyLoss(1, 1)
                .refine(map(p, 1, SIDE), new ConsistencyLoss(1, 1).affinity(plain))
                .toFloatArray();
        double mean = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                mean += dx == 0 && dy == 0 ? 0 : p[(3 + dy) * SIDE + 4 + dx] / 8;
            }
        }
        assertEquals(mean, refined[3 * SIDE + 4], 1e-5);
    }

    @Test
    void maskLossIsCrossEntropyAndSoftIou() {
        float[] p = numbers(AREA);
        float[] t = numbers(AREA);
        double entropy = 0;
        double both = 0;
        double either = 0;
        for (int i = 0; i < AREA; i++) {
            entropy -= (t[i] * Math.log(p[i]) + (1 - t[i]) * Math.log(1 - p[i])) / AREA;
            both += p[i] * t[i];
            either += p[i] + t[i] - p[i] * t[i];
        }
        assertEquals(entropy + 1 - (both + 1) / (either + 1), value(new MaskLoss(), p, numbers(3 * AREA), t), 1e-4);
    }

    @Test
    void priorIsNothingWhereNothingHasChanged() {
        float[] p = numbers(AREA);
        assertEquals(0, value(new PriorLoss(), p, numbers(3 * AREA), p), 1e-6);
        assertTrue(value(new PriorLoss(), p, numbers(3 * AREA), numbers(AREA)) > .01);
    }

    static Stream<Loss> differentiable() {
        return Stream.of(
                new ProjectionLoss(), new EnergyLoss(false), new EnergyLoss(true), new PriorLoss(), new MaskLoss());
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void gradientIsThatOfDifferences(Loss loss) {
        float[] p = numbers(AREA);
        float[] u = numbers(3 * AREA);
        float[] other = numbers(AREA);
        Prediction plain = prediction(p, u, other);
        float[] gradient = gradient(loss, plain);
        float step = 2e-3f;
        for (int i = 0; i < AREA; i += 5) {
            float[] more = p.clone();
            float[] less = p.clone();
            more[i] += step;
            less[i] -= step;
            double slope = (value(loss, more, u, other) - value(loss, less, u, other)) / (2 * step);
            assertEquals(slope, gradient[i], 2e-3, loss + " at " + i);
        }
    }

    /** The refined map is what is aimed at: the gradient does not go through it. */
    @Test
    void consistencyPullsEachPixelTowardsItsNeighbours() {
        float[] p = numbers(AREA);
        float[] u = numbers(3 * AREA);
        ConsistencyLoss loss = new ConsistencyLoss(1, 3);
        Prediction plain = prediction(p, u, p);
        float[] refined =
                loss.refine(map(p, 1, SIDE), loss.affinity(map(u, 3, SIDE))).toFloatArray();
        float[] gradient = gradient(loss, plain);
        for (int i = 0; i < AREA; i++) {
            assertEquals(Math.signum(p[i] - refined[i]) / AREA, gradient[i], 1e-6, "at " + i);
        }
    }

    /** That of a loss by the probabilities. */
    private static float[] gradient(Loss loss, Prediction prediction) {
        prediction.probability().setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray sum = loss.of(prediction).sum();
            // what PyTorch has kept for the gradient must be its own
            assertNotNull(FreedMemory.reuse());
            collector.backward(sum);
        }
        return prediction.probability().getGradient().toFloatArray();
    }

    private double value(Loss loss, float[] p, float[] colours, float[] other) {
        return loss.of(prediction(p, colours, other)).getFloat();
    }
}
