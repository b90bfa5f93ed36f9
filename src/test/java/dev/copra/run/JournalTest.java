package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("out.json.journal");
    }

    private Journal open(boolean resume) throws IOException {
        return Journal.open(path, "a run", 10, resume);
    }

    private void writeThree() throws IOException {
        try (Journal journal = open(false)) {
            journal.put(7, new byte[] {1, 2, 3}, false);
            journal.put(0, new byte[0], false);
            journal.put(3, new byte[] {9}, false);
        }
    }

    @Test
    void givesBackWhatItTook() throws IOException {
        writeThree();
        try (Journal journal = open(true)) {
            assertEquals(3, journal.done());
            assertArrayEquals(new byte[] {1, 2, 3}, journal.get(7));
            assertArrayEquals(new byte[0], journal.get(0));
            assertArrayEquals(new byte[] {9}, journal.get(3));
            assertTrue(journal.has(0));
            assertFalse(journal.has(1));
            assertNull(journal.get(1));
        }
    }

    /** This run needs a result in its place; the next one may find the image repaired. */
    @Test
    void aFailureIsThereUntilTheRunIsResumed() throws IOException {
        try (Journal journal = open(false)) {
            journal.put(2, new byte[] {4}, true);
            journal.put(0, new byte[] {5}, true);
            journal.put(9, new byte[] {6}, false);
            assertTrue(journal.has(0));
            assertArrayEquals(new byte[] {4}, journal.get(2));
            assertEquals(3, journal.done());
        }
        try (Journal journal = open(true)) {
            assertFalse(journal.has(2));
            assertFalse(journal.has(0));
            assertArrayEquals(new byte[] {6}, journal.get(9));
            assertEquals(1, journal.done());
            journal.put(2, new byte[] {7}, false);
        }
        try (Journal journal = open(true)) {
            assertArrayEquals(new byte[] {7}, journal.get(2));
            assertEquals(2, journal.done());
        }
    }

    @Test
    void startsAnewUnlessItResumes() throws IOException {
        writeThree();
        try (Journal journal = open(false)) {
            assertEquals(0, journal.done());
        }
    }

    @Test
    void refusesAnotherRunAndLeavesItsFile() throws IOException {
        writeThree();
        byte[] before = Files.readAllBytes(path);
        IOException e =
                assertThrows(Journal.OtherRunException.class, () -> Journal.open(path, "another run", 10, true));
        assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(path));
    }

    /** A kill can cut the file anywhere. What was whole before the cut is there, and work goes on behind it. */
    @Test
    void survivesACutAtEveryByte() throws IOException {
        writeThree();
        byte[] whole = Files.readAllBytes(path);
        int header = whole.length - (12 + 3) - 12 - (12 + 1);
        for (int cut = header; cut < whole.length; cut++) {
            Files.write(path, Arrays.copyOf(whole, cut));
            int expected = cut < header + 15 ? 0 : cut < header + 27 ? 1 : 2;
            try (Journal journal = open(true)) {
                assertEquals(expected, journal.done(), "cut at " + cut);
                journal.put(5, new byte[] {5, 5}, false);
            }
            try (Journal journal = open(true)) {
                assertEquals(expected + 1, journal.done(), "cut at " + cut);
                assertArrayEquals(new byte[] {5, 5}, journal.get(5));
            }
        }
    }

    @Test
    void ignoresADamagedEntryAndWhatFollows() throws IOException {
        writeThree();
        byte[] whole = Files.readAllBytes(path);
        int header = whole.length - 15 - 12 - 13;
        whole[header + 12] ^= 1;
        Files.write(path, whole);
        try (Journal journal = open(true)) {
            assertEquals(0, journal.done());
        }
    }

    @Test
    void goesWithTheRun() throws IOException {
        Journal journal = open(false);
        journal.delete();
        assertFalse(Files.exists(path));
    }

    @Test
    void whatIsNoJournalIsNotWrittenOver() throws IOException {
        for (String text : new String[] {"my notes", "copra", "copra journal 2\n", "\0"}) {
            Files.writeString(path, text);
            for (boolean resume : new boolean[] {false, true}) {
                if ("copra journal 1\n".startsWith(text)) {
                    // the beginning of one, as a run that was killed at once leaves it
                    open(resume).close();
                } else {
                    assertThrows(IOException.class, () -> open(resume));
                    assertEquals(text, Files.readString(path));
                }
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreNotFollowed() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "");
        Files.createSymbolicLink(path, target);
        assertThrows(IOException.class, () -> open(false));
        assertEquals("", Files.readString(target));
        Files.delete(target);
        assertThrows(IOException.class, () -> open(false));
        assertFalse(Files.exists(target));
    }

    @Test
    void aJournalInUseIsRefused() throws IOException {
        try (Journal first = open(false)) {
            first.put(1, new byte[] {1}, false);
            assertThrows(IOException.class, () -> open(false));
        }
        try (Journal next = open(true)) {
            assertEquals(1, next.done());
        }
    }

    @Test
    void bytesThatOthersHaveWrittenAreRefused() throws IOException {
        try (Journal journal = open(false)) {
            journal.put(1, new byte[] {1, 2, 3}, false);
            byte[] all = Files.readAllBytes(path);
            all[all.length - 1]++;
            Files.write(path, all);
            assertThrows(IOException.class, () -> journal.get(1));
        }
    }

    @Test
    void aTemporaryJournalHasNoName() throws IOException {
        try (Journal journal = Journal.temporary("a run", 10)) {
            journal.put(2, new byte[] {1, 2, 3}, false);
            assertArrayEquals(new byte[] {1, 2, 3}, journal.get(2));
            journal.delete();
        }
    }
}
