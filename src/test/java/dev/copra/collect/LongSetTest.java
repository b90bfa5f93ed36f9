package dev.copra.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongSetTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithASetOfObjects(long seed) {
        Random random = new Random(seed);
        LongSet set = new LongSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextBoolean() ? random.nextInt(5_000) - 100 : random.nextLong() >> random.nextInt(64);
            assertEquals(expected.contains(value), set.contains(value));
            assertEquals(expected.add(value), set.add(value));
            assertEquals(expected.size(), set.size());
        }
    }
}
