package dev.copra.dataset.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of a selection: ranges and patterns. */
class SelectionPartsTest {
    @ParameterizedTest
    @CsvSource({
        "32^2..96^2, 1024, 9216",
        ".5.., .5, Infinity",
        "..1/3, -Infinity, 0.3333333333333333",
        "7, 7, 7",
        "-3..-1.5, -3, -1.5",
        "1e3.., 1000, Infinity",
        ".5...7, .5, .7",
        "1..2, 1, 2",
        "1...5e1, 1, 5"
    })
    void ranges(String text, double least, double most) {
        assertEquals(new NumberRange(least, most), NumberRange.parse(text));
    }

    /** Against Java's own regular expressions. */
    @Test
    void patternsMatchAsRegularExpressionsDo() {
        Random random = new Random(1);
        int matching = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*?", 6);
            String name = text(random, "ab", 7);
            boolean expected = name.matches(pattern.replace("*", ".*").replace('?', '.'));
            matching += expected ? 1 : 0;
            assertEquals(expected, new NamePattern(pattern).matches(name), pattern + " " + name);
        }
        assertTrue(matching > 500, "" + matching);
    }

    /** What regular expressions would take hours for. */
    @Test
    void aPatternTakesNoTime() {
        String name = "a".repeat(20_000);
        assertEquals(false, new NamePattern("*a".repeat(30) + "b").matches(name));
    }

    private static String text(Random random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
