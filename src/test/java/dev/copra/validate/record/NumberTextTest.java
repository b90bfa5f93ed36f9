package dev.copra.validate.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    @Test
    void aNumberIsAsPrintfRoundsItToTwoDecimals() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble() * 16 - 2);
            check(value);
            // as files have them, and halfway between two
            check(Math.rint(value * 100) / 100);
            check(Math.rint(value * 1000) / 1000);
            check(Math.rint(value * 8) / 8);
        }
    }

    private static void check(double value) {
        if (value != Math.rint(value) && Math.abs(value) < 1e15 && Math.abs(value) > 0.005) {
            assertEquals(String.format(Locale.ROOT, "%.2f", value), NumberText.of(value), () -> "of " + value);
        }
    }

    @Test
    void whatTwoDecimalsDoNotShowIsShownInFull() {
        assertEquals("7", NumberText.of(7.0));
        assertEquals("-3", NumberText.of(-3.0));
        assertEquals("0.001", NumberText.of(0.001));
        assertEquals("1.0E20", NumberText.of(1e20));
        assertEquals("NaN", NumberText.of(Double.NaN));
        assertEquals("[1, 2.50, -Infinity]", NumberText.of(new double[] {1, 2.5, Double.NEGATIVE_INFINITY}));
    }
}
