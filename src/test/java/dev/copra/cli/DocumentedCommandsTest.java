package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line that a page or a help text shows is one that Copra understands. */
class DocumentedCommandsTest {
    /** A block of shell commands of a page, or the examples of a help text. */
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```|\nExamples?:\n(.*)", Pattern.DOTALL);

    /** In quotes or not; what ends a command; a remark. */
    private static final Pattern WORD =
            Pattern.compile("'([^']*)'|\"([^\"]*)\"|(&&|\\|\\||[|>;\\n]|(?<=\\s)#[^\\n]*)|[^\\s'\"|>;]+");

    static List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path page : pages()) {
            Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                String text = block.group(1) != null ? block.group(1) : block.group(2);
                // a line may go on behind a backslash or a pipe
                for (String line :
                        text.replaceAll("\\\\\n|(?<=\\|)\\s*\n", " ").lines().toList()) {
                    if (line.contains("copra ")) {
                        lines.add(line.strip());
                    }
                }
            }
        }
        return lines;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("docs", "src/main/resources/dev/copra/cli/help")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> files = Files.list(Path.of(folder))) {
                    files.filter(file -> file.toString().matches(".*\\.(md|txt)"))
                            .sorted()
                            .forEach(pages::add);
                }
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void isUnderstood(String line) {
        for (List<String> command : commands(line)) {
            Console nowhere = new Console(
                    InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, new Remedies());
            assertDoesNotThrow(
                    () -> Commands.all(nowhere).parseArgs(command.toArray(String[]::new)), () -> "copra " + command);
        }
    }

    /** The arguments of each call of Copra in a line. */
    private static List<List<String>> commands(String line) {
        List<List<String>> commands = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line + "\n");
        while (word.find()) {
            if (word.group(3) == null) {
                words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
                continue;
            }
            if (!words.isEmpty()
                    && (words.get(0).equals("copra") || words.get(0).equals("scripts/copra"))) {
                commands.add(List.copyOf(words.subList(1, words.size())));
            }
            words.clear();
        }
        return commands;
    }

    @Test
    void allAreFound() throws IOException {
        List<String> lines = commandLines();
        assertTrue(lines.size() > 100, lines.size() + " lines");
        assertTrue(lines.stream().mapToInt(l -> commands(l).size()).sum() >= lines.size(), lines.toString());
    }
}
