package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedJobsTest {
    private final List<Integer> ended = new ArrayList<>();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger worked = new AtomicInteger();

    /** A job that takes a while, if it does not fail. */
    private OrderedJobs.Job job(int number, int failing) {
        return () -> {
            if (number == failing) {
                throw new IOException("job " + number);
            }
            for (int i = ThreadLocalRandom.current().nextInt(2000); i > 0; i--) {
                Thread.onSpinWait();
            }
            worked.incrementAndGet();
            return () -> ended.add(number);
        };
    }

    private void find(OrderedJobs.Taker taker, int jobs, int failing) throws IOException {
        for (int i = 0; i < jobs; i++) {
            found.incrementAndGet();
            taker.accept(job(i, failing));
        }
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void allEndInTheirOrder(int threads) throws IOException {
        OrderedJobs.run(threads, taker -> find(taker, 1001, -1));
        assertEquals(upTo(1001), ended);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void noJobIsNoWork(int threads) throws IOException {
        OrderedJobs.run(threads, taker -> {});
        assertEquals(List.of(), ended);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whatFailsInTheFinderComesAfterWhatItFound(int threads) {
        IOException failure = assertThrows(
                IOException.class,
                () -> OrderedJobs.run(threads, taker -> {
                    find(taker, 101, -1);
                    throw new IOException("no more");
                }));
        assertEquals("no more", failure.getMessage());
        assertEquals(upTo(101), ended);
    }

    /** A later job that fails sooner does not come before an earlier one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void theFirstFailureInOrderIsThrown(int threads) {
        IOException failure = assertThrows(
                IOException.class,
                () -> OrderedJobs.run(threads, taker -> {
                    find(taker, 50, -1);
                    taker.accept(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            Thread.onSpinWait();
                        }
                        throw new IOException("slow");
                    });
                    taker.accept(() -> {
                        throw new IOException("soon");
                    });
                    for (int i = 0; i < 4; i++) {
                        taker.accept(() -> {
                            throw new IOException("in another batch");
                        });
                    }
                }));
        assertEquals("slow", failure.getMessage());
        assertEquals(upTo(50), ended);
    }

    /** What finder and jobs read from is closed as soon as run has ended. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void nothingIsAtWorkAfterAFailure(int threads) throws InterruptedException {
        IOException failure =
                assertThrows(IOException.class, () -> OrderedJobs.run(threads, taker -> find(taker, 1_000_000, 10)));
        assertEquals("job 10", failure.getMessage());
        assertEquals(upTo(10), ended);
        int foundThen = found.get();
        int workedThen = worked.get();
        assertTrue(foundThen < 200, "found " + foundThen);
        Thread.sleep(20);
        assertEquals(foundThen, found.get());
        assertEquals(workedThen, worked.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whatFailsAtTheEndStopsTheRest(int threads) {
        IOException failure = assertThrows(
                IOException.class,
                () -> OrderedJobs.run(threads, taker -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        int number = i;
                        found.incrementAndGet();
                        taker.accept(() -> () -> {
                            if (number == 10) {
                                throw new IOException("full");
                            }
                        });
                    }
                }));
        assertEquals("full", failure.getMessage());
        assertTrue(found.get() < 200, "found " + found.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void errorsPass(int threads) {
        assertThrows(
                OutOfMemoryError.class,
                () -> OrderedJobs.run(threads, taker -> {
                    throw new OutOfMemoryError();
                }));
        assertThrows(
                OutOfMemoryError.class,
                () -> OrderedJobs.run(
                        threads,
                        taker -> taker.accept(() -> {
                            throw new OutOfMemoryError();
                        })));
    }
}
