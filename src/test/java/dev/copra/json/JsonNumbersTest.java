package dev.copra.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.copra.LawCases;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {

    static LongStream seeds() {
        return LawCases.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doublesAreThoseOfJava(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < LawCases.CASES_PER_SEED * 4; i++) {
            String text = spelling(random);
            byte[] bytes = ("[" + text + ",").getBytes(StandardCharsets.US_ASCII);
            assertEquals(
                    Double.doubleToRawLongBits(Double.parseDouble(text)),
                    Double.doubleToRawLongBits(JsonNumbers.parseDouble(bytes, 1, bytes.length - 1)),
                    text);
        }
    }

    private static String spelling(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        switch (random.nextInt(7)) {
            case 0 -> text.append(Math.abs(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20)));
            case 1 -> text.append(random.nextInt(700)).append('.').append(random.nextInt(1000));
            case 2 -> text.append(random.nextLong() >>> 1 + random.nextInt(63));
            case 3 ->
                text.append(Double.toString(Math.abs(Double.longBitsToDouble(random.nextLong())))
                        .replace("NaN", "0"));
            case 4 -> {
                // nearly halfway between two doubles
                double number = random.nextDouble() * Math.pow(10, random.nextInt(9) - 1);
                BigDecimal half = new BigDecimal(Math.nextUp(number))
                        .add(new BigDecimal(number))
                        .divide(BigDecimal.valueOf(2));
                text.append(half.round(new MathContext(16 + random.nextInt(2))).toPlainString());
            }
            default -> {
                digits(text, random, true);
                if (random.nextBoolean()) {
                    digits(text.append('.'), random, false);
                }
                if (random.nextInt(3) == 0) {
                    text.append(random.nextBoolean() ? 'e' : 'E')
                            .append(new String[] {"", "+", "-"}[random.nextInt(3)]);
                    text.append(random.nextInt(random.nextBoolean() ? 30 : 400));
                }
            }
        }
        return text.toString();
    }

    private static void digits(StringBuilder text, Random random, boolean whole) {
        int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 12);
        for (int i = 0; i < count; i++) {
            char digit = random.nextInt(4) == 0 ? '9' : (char) ('0' + random.nextInt(10));
            if (whole && i == 0 && count > 1 && digit == '0') {
                digit = '1';
            }
            text.append(digit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "3.0, 3",
        "1e2, 100",
        "1E+2, 100",
        "12.5e1, 125",
        "999999999999999999, 999999999999999999",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9.223372036854775807e18, 9223372036854775807",
        "0e999999999, 0"
    })
    void wholeNumbersMayBeSpeltInManyWays(String text, long value) {
        assertEquals(value, JsonNumbers.parseLong(bytes(text), 0, text.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "12345678901234567890123",
                "0.5",
                "1e-1",
                "1e19",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "NaN",
                "-Infinity",
                "true",
                "null",
                "[1]",
                "{}",
                "\"1\"",
                "-"
            })
    void whatIsNoLongIsRefused(String text) {
        assertThrows(NumberFormatException.class, () -> JsonNumbers.parseLong(bytes(text), 0, text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "[1]", "{}", "\"1\"", "nan"})
    void whatIsNoDoubleIsRefused(String text) {
        assertThrows(NumberFormatException.class, () -> JsonNumbers.parseDouble(bytes(text), 0, text.length()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                             | ''
            [ ]                            | ''
            [1,2]                          | 1.0 2.0
            [ -1.5 , 2e3~,~~3 ]            | -1.5 2000.0 3.0
            [NaN, -Infinity]               | NaN -Infinity
            [1,2,3,4,5,6,7,8,9,10,11]      | 1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0 10.0 11.0
            """)
    void listsOfNumbers(String text, String values) {
        double[] expected = values.isEmpty()
                ? new double[0]
                : java.util.Arrays.stream(values.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        byte[] bytes = bytes(text.replace('~', '\n'));
        assertArrayEquals(expected, JsonNumbers.parseList(bytes, 0, bytes.length, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{}",
                "\"[1]\"",
                "[[1]]",
                "[1, [2]]",
                "[null]",
                "[1, true]",
                "[\"1\"]",
                "[\"]\"]",
                "[\"\\\"]\"]",
                "[{}]",
                "[{\"a\": [1]}]",
                "[\"é, 1\"]",
                "[1,2,3,4,5,6,7,8,9]"
            })
    void whatIsNoListOfNumbersIsRefused(String text) {
        byte[] bytes = bytes(text);
        assertThrows(NumberFormatException.class, () -> JsonNumbers.parseList(bytes, 0, bytes.length, 8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
