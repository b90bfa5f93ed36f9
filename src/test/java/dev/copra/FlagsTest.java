package dev.copra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only the command line knows its options; what is below it names a {@code Remedy} instead. */
class FlagsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/copra");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\".*?\"\"\"", Pattern.DOTALL);
    private static final Pattern FLAG = Pattern.compile("(?:^|[ '(])--[a-z]");
    /** Packages that have options. */
    private static final List<String> EXEMPT = List.of("cli", "spark");

    @Test
    void noMessageBelowTheCommandLineNamesAnOption() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!EXEMPT.contains(SOURCES.relativize(file).getName(0).toString())) {
                    // text blocks are pages that a user reads, such as the layout of a format
                    Matcher literal = LITERAL.matcher(
                            TEXT_BLOCK.matcher(Files.readString(file)).replaceAll("\"\""));
                    while (literal.find()) {
                        if (FLAG.matcher(literal.group(1)).find()) {
                            found.add(SOURCES.relativize(file) + ": " + literal.group(1));
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
