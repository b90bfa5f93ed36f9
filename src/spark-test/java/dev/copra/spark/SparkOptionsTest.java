package dev.copra.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An option on Spark takes the numbers that it takes on the command line, and refuses all else in the same words, before any work. */
@Tag("spark")
final class SparkOptionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mask IN -o OUT --segmentation polygon --simplify -1",
                "mask IN -o OUT --segmentation polygon --simplify NaN",
                "mask IN -o OUT --min-confidence 1.5",
                "mask IN -o OUT --max-pixels 0",
                "mask IN -o OUT --max-pixels many",
                "eval IN IN --boundary-ratio 2",
                "validate IN --places -1"
            })
    void refusesWhatTheCommandLineRefuses(String command) {
        Path out = folder.resolve("out.json");
        String[] arguments = command.replace("IN", folder.resolve("in.json").toString())
                .replace("OUT", out.toString())
                .split(" ");
        Programs.Outcome here = Programs.here(arguments);
        Programs.Outcome there = Programs.onSpark(arguments);
        assertEquals(2, here.code());
        assertEquals(2, there.code());
        assertTrue(here.err().contains("is not a "), here.err());
        assertEquals(reason(here), reason(there));
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void thereIsATaskAtLeast(String tasks) {
        Programs.Outcome refused =
                Programs.onSpark("stats", folder.resolve("in.json").toString(), "--tasks", tasks);
        assertEquals(2, refused.code());
        assertEquals("--tasks: '" + tasks + "' is not a whole number from 1 on", reason(refused));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mask", "eval", "stats", "validate"})
    void helpComesFirst(String command) {
        assertEquals(0, Programs.onSpark(command, "--tasks", "0", "--help").code());
    }

    /** The message without the program before it and the pointer to its help behind it. */
    private static String reason(Programs.Outcome outcome) {
        return outcome.err().replaceFirst("^copra[a-z ]*: ", "").replaceFirst("; see '.*\\R$", "");
    }
}
