package dev.copra.evaluate.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Products of two ints that are no int. */
class MatchingRoomTest {
    @Test
    void roomIsNeverNegative() {
        assertEquals(24, Matching.room(3, 4));
        assertEquals(Integer.MAX_VALUE - 8, Matching.room(1 << 15, 1 << 15));
        assertEquals(Integer.MAX_VALUE - 8, Matching.room(1 << 25, 1 << 5));
        assertEquals(Integer.MAX_VALUE - 8, Matching.room(Integer.MAX_VALUE - 8, 1));
    }
}
