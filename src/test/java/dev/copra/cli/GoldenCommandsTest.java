package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands and what they answer. An {@code .input} is a command line and, below it, standard input; {@code .expected} beside
 * it has exit code, output and messages. {@code -Dgolden.update=true} writes the expected files anew.
 */
class GoldenCommandsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/copra/cli/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.forEach(f -> names.add(f.getFileName().toString().replaceFirst("\\.[^.]*$", "")));
        }
        return new ArrayList<>(names);
    }

    @ParameterizedTest
    @MethodSource("names")
    void answers(String name) throws IOException {
        Path input = FOLDER.resolve(name + ".input");
        Path expected = FOLDER.resolve(name + ".expected");
        assertTrue(Files.exists(input), () -> expected + " has no .input");
        String[] parts = Files.readString(input).split("\n", 2);
        assertTrue(parts[0].startsWith("copra "), () -> input + " does not start with a command");
        Typed typed = Typed.pipe(parts[1], parts[0].substring("copra ".length()).split(" +"));
        String found = "exit " + typed.code() + "\n-- output\n" + typed.out() + "-- messages\n" + typed.err();
        if (UPDATE) {
            Files.writeString(expected, found);
        }
        assertTrue(Files.exists(expected), () -> input + " has no .expected; -Dgolden.update=true writes it");
        assertEquals(Files.readString(expected), found);
    }

    @Test
    void nothingIsUpdatedUnasked() {
        assertFalse(UPDATE, "the expected files were written anew: look at what changed");
    }
}
