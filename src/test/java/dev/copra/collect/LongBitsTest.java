package dev.copra.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongBitsTest {
    /** @param range of the numbers: many repeat, or none */
    @ParameterizedTest
    @ValueSource(longs = {100, 100_000, Long.MAX_VALUE})
    void saysWhatASetSays(long range) {
        Random random = new Random(range);
        LongBits set = new LongBits();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextLong() % range;
            assertEquals(expected.add(key), set.add(key), "number " + key);
        }
        for (long key : new long[] {
            0, -1, 7, 8, 1L << 58, (1L << 58) - 1, -1L << 58, (-1L << 58) - 1, Long.MIN_VALUE, Long.MAX_VALUE
        }) {
            assertEquals(expected.add(key), set.add(key), "number " + key);
        }
    }
}
