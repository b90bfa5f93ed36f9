package dev.copra.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void numbersOfManyDecimalsAreNoLongerThanJavaWritesThem() {
        Random random = new Random(43);
        for (int i = 0; i < 200_000; i++) {
            double scale = Math.pow(10, random.nextInt(12));
            double value = Math.rint(random.nextDouble() * 1e4 * scale) / scale;
            assertEquals(value, Double.parseDouble(text(value)), 0);
            assertTrue(text(value).length() <= Double.toString(value).length(), () -> text(value));
        }
    }

    @Test
    void decimalsKeepTheirZerosWithinAndDropThoseAtTheEnd() {
        assertEquals(
                "0.000001", new String(new JsonText(1).addDecimal(false, 1, 6).toBytes(), US_ASCII));
        assertEquals(
                "-12.05", new String(new JsonText(1).addDecimal(true, 120500, 4).toBytes(), US_ASCII));
        assertEquals(
                "0.100000000002",
                new String(new JsonText(1).addDecimal(false, 100000000002L, 12).toBytes(), US_ASCII));
        assertEquals(
                "3", new String(new JsonText(1).addDecimal(false, 3_000_000, 6).toBytes(), US_ASCII));
        assertEquals(
                "12345678901.25",
                new String(new JsonText(1).addDecimal(false, 1234567890125L, 2).toBytes(), US_ASCII));
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
