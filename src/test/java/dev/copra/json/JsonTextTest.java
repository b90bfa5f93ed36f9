package dev.copra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    private static String text(double value) {
        return new String(new JsonText(8).add(value).toBytes(), StandardCharsets.US_ASCII);
    }

    /** Numbers of a few decimals are written by a way of their own, which must not be seen. */
    @Test
    void numbersAreWrittenAsJavaWritesThem() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            int decimals = random.nextInt(5);
            double value = Math.rint(random.nextDouble() * Math.pow(10, random.nextInt(11))) / Math.pow(10, decimals);
            value = random.nextBoolean() ? value : -value;
            if (value == Math.rint(value)) {
                assertEquals(Long.toString((long) value), text(value));
            } else if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7) {
                assertEquals(Double.toString(value), text(value));
            }
            assertEquals(value, Double.parseDouble(text(value)), 0);
        }
    }

    @Test
    void smallAndLargeNumbers() {
        assertEquals("0.01", text(0.01));
        assertEquals("-0.5", text(-0.5));
        assertEquals("0.1", text(0.1));
        assertEquals("0.30000000000000004", text(0.1 + 0.2));
        assertEquals("1.0E-5", text(1e-5));
        assertEquals("9999999.25", text(9999999.25));
        assertEquals("1.000000025E7", text(10000000.25));
        assertEquals("NaN", text(Double.NaN));
    }
}
