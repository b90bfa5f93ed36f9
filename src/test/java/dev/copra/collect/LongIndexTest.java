package dev.copra.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIndexTest {
    @Test
    void numbersAsAMapWould() {
        Random random = new Random(7);
        LongIndex index = new LongIndex();
        Map<Long, Integer> expected = new HashMap<>();
        int size = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(10) == 0) {
                assertEquals(size++, index.reserve());
                continue;
            }
            long key = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(3000) - 1000;
            assertEquals(expected.getOrDefault(key, -1), index.find(key));
            Integer known = expected.putIfAbsent(key, size);
            int number = index.add(key);
            assertEquals(known == null ? size++ : known, number);
            assertEquals(key, index.key(number));
        }
        assertEquals(size, index.size());
        expected.forEach((key, number) -> assertEquals(number, index.find(key)));
    }
}
