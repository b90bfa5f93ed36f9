package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParallelRunTest {
    private static final Progress SILENT =
            new Progress("units", 100, 0, new Progress.Screen(false, null), System::nanoTime);

    @TempDir
    private Path directory;

    private Journal open(boolean resume) throws IOException {
        return Journal.open(directory.resolve("journal"), "run", 100, resume);
    }

    private static byte[] bytes(int unit) {
        return new byte[] {(byte) unit, (byte) (3 * unit)};
    }

    private static ParallelRun.Result result(int unit) {
        return new ParallelRun.Result(bytes(unit), false);
    }

    /** Works off what the journal lacks, and tells what that was. */
    private static Set<Integer> rest(Journal journal, int[] units) throws IOException {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        ParallelRun.run(
                journal,
                units,
                3,
                unit -> {
                    done.add(unit);
                    return result(unit);
                },
                SILENT);
        return done;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 200})
    void worksOffEveryUnitOnce(int threads) throws IOException {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        int[] units = IntStream.range(0, 100).filter(i -> i % 3 != 0).toArray();
        try (Journal journal = open(false)) {
            ParallelRun.run(
                    journal,
                    units,
                    threads,
                    unit -> {
                        assertTrue(seen.add(unit), "twice: " + unit);
                        return result(unit);
                    },
                    SILENT);
            assertEquals(units.length, journal.done());
            assertFalse(journal.has(0));
            for (int unit : units) {
                assertArrayEquals(bytes(unit), journal.get(unit));
            }
        }
    }

    /** With one thread it is certain what is done before the failure; with more, only that the failed unit is not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void afterAFailureTheRestIsDoneByTheNextRun(int threads) throws IOException {
        int[] units = IntStream.range(0, 100).toArray();
        try (Journal journal = open(false)) {
            IOException e = assertThrows(
                    IOException.class,
                    () -> ParallelRun.run(
                            journal,
                            units,
                            threads,
                            unit -> {
                                if (unit == 40) {
                                    throw new IOException("disk full");
                                }
                                return result(unit);
                            },
                            SILENT));
            assertEquals("disk full", e.getMessage());
            assertFalse(journal.has(40));
            assertTrue(threads > 1 || journal.done() == 40);
        }
        try (Journal journal = open(true)) {
            int before = journal.done();
            Set<Integer> again = rest(journal, units);
            assertEquals(100, journal.done());
            assertEquals(100 - before, again.size());
        }
    }

    @Test
    void aFailedUnitIsTriedAgainByTheNextRun() throws IOException {
        int[] units = IntStream.range(0, 10).toArray();
        try (Journal journal = open(false)) {
            ParallelRun.run(journal, units, 2, unit -> new ParallelRun.Result(bytes(unit), unit % 4 == 1), SILENT);
            assertEquals(10, journal.done());
        }
        try (Journal journal = open(true)) {
            Set<Integer> again = rest(journal, units);
            assertEquals(Set.of(1, 5, 9), again);
        }
    }

    @ParameterizedTest
    @CsvSource({"1/1, 10, 0, 10", "1/3, 10, 0, 3", "2/3, 10, 3, 6", "3/3, 10, 6, 10", "2/4, 2, 0, 1", "1/4, 2, 0, 0"})
    void shardsAreConsecutive(String text, int units, int from, int to) {
        Shard shard = Shard.parse(text);
        assertEquals(from, shard.from(units));
        assertEquals(to, shard.to(units));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "3", "a/b", "1/2/", "-1/-1", ""})
    void refusesWhatIsNoShard(String text) {
        assertThrows(IllegalArgumentException.class, () -> Shard.parse(text));
    }
}
