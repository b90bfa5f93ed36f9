package dev.copra.model.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TensorTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void smallWholeNumbersSurviveEveryType(ElementType type) {
        float[] values = type == ElementType.BOOL ? new float[] {1, 0, 0, 1} : new float[] {1, 0, 77, 100};
        Tensor tensor = Tensor.of(new long[] {2, 2}, values).as(type);
        assertEquals(type, tensor.type());
        assertArrayEquals(values, tensor.floats());
        assertArrayEquals(values, tensor.as(ElementType.FLOAT).floats());
        assertArrayEquals(new float[] {values[2]}, tensor.floats(2, 1));
    }

    @Test
    void shapesHaveToFit() {
        Tensor tensor = Tensor.of(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
        assertEquals(3, tensor.reshape(3, 2).dim(0));
        assertEquals(2, tensor.reshape(3, 2).dim(-1));
        assertThrows(IllegalArgumentException.class, () -> tensor.reshape(4, 2));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(ElementType.FLOAT, new long[] {3}, 1, 2));
    }

    @Test
    void everyHalfFloatIsItself() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, HalfFloat.of(value), () -> "half " + value);
            }
        }
        assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.of(Float.NaN))));
    }

    @Test
    void halfFloatsAreTheNearest() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Math.abs(value) < 65504) {
                short half = HalfFloat.of(value);
                double error = Math.abs(HalfFloat.toFloat(half) - (double) value);
                for (int step = -1; step <= 1; step += 2) {
                    float other = HalfFloat.toFloat((short) (half + step));
                    double otherError = Math.abs(other - (double) value);
                    assertTrue(
                            !(otherError < error) && !(otherError == error && (half & 1) == 1),
                            () -> value + " is nearer to " + other);
                }
            }
        }
        assertEquals((short) 0x7c00, HalfFloat.of(65520));
        assertEquals((short) 0x7bff, HalfFloat.of(65519));
    }
}
