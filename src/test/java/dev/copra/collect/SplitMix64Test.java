package dev.copra.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** The first numbers of Vigna's splitmix64.c for the seed 1234567, as published with it by many implementations. */
    @Test
    void isTheReference() {
        SplitMix64 random = new SplitMix64(1234567);
        for (String number : new String[] {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        }) {
            assertEquals(number, Long.toUnsignedString(random.next()));
        }
    }

    @Test
    void everyNumberIsAsLikely() {
        SplitMix64 random = new SplitMix64(42);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.below(7)]++;
        }
        // six standard deviations
        Arrays.stream(counts).forEach(count -> assertTrue(Math.abs(count - 10_000) < 560, "" + count));
        int half = 0;
        int large = (1 << 30) + (1 << 29);
        for (int i = 0; i < 10_000; i++) {
            half += random.below(large) < large / 2 ? 1 : 0;
        }
        assertTrue(Math.abs(half - 5_000) < 300, "" + half);
    }
}
