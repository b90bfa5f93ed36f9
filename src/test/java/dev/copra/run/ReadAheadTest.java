package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
    private static void count(ReadAhead.Step<Integer> next, int to) throws IOException {
        for (int i = 0; i < to; i++) {
            next.accept(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allComeInTheirOrder(int threads) throws IOException {
        List<Integer> used = new ArrayList<>();
        ReadAhead.<Integer>run(threads, next -> count(next, 1000), used::add);
        List<Integer> all = new ArrayList<>();
        count(all::add, 1000);
        assertEquals(all, used);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatFailsInTheMakerComesAfterWhatItMade(int threads) {
        List<Integer> used = new ArrayList<>();
        IOException failure = assertThrows(
                IOException.class,
                () -> ReadAhead.<Integer>run(
                        threads,
                        next -> {
                            count(next, 100);
                            throw new IOException("no more");
                        },
                        used::add));
        assertEquals("no more", failure.getMessage());
        assertEquals(100, used.size());
    }

    /** What the maker reads from is closed as soon as run has ended. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theMakerHasEndedWhenTheUserHasFailed(int threads) {
        AtomicInteger made = new AtomicInteger();
        IOException failure = assertThrows(
                IOException.class,
                () -> ReadAhead.<Integer>run(
                        threads,
                        next -> {
                            for (int i = 0; i < 1_000_000; i++) {
                                made.set(i);
                                next.accept(i);
                            }
                        },
                        i -> {
                            if (i == 10) {
                                throw new IOException("full");
                            }
                        }));
        assertEquals("full", failure.getMessage());
        int then = made.get();
        assertTrue(then < 100, "made " + then);
        assertEquals(then, made.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void errorsPass(int threads) {
        assertThrows(
                OutOfMemoryError.class,
                () -> ReadAhead.<Integer>run(
                        threads,
                        next -> {
                            throw new OutOfMemoryError();
                        },
                        i -> {}));
    }
}
