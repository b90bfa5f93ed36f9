package dev.copra.cli;

import static dev.copra.cli.Typed.copra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.console.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final Console NOWHERE =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, new Remedies());

    static List<CommandLine> commands() {
        return Commands.all(NOWHERE).getSubcommands().values().stream()
                .filter(c -> !c.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    static List<String> names() {
        return commands().stream().map(CommandLine::getCommandName).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandExplainsItself(String name) {
        Typed help = copra("help", name);
        assertEquals(0, help.code());
        assertEquals("", help.err());
        assertTrue(help.out().startsWith("Usage: copra " + name), help.out());
        help.out().lines().forEach(line -> {
            assertTrue(line.length() <= 100, () -> "too long: " + line);
            assertEquals(line.stripTrailing(), line);
        });
        assertFalse(help.out().contains("\n\n\n"), help.out());
        if (!name.equals("help")) {
            assertEquals(help, copra(name, "--help"));
            assertEquals(help, copra(name, "-h"));
            assertTrue(help.out().contains("\nExample"), help.out());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsDescribed(CommandLine command) {
        command.getCommandSpec().args().forEach(arg -> {
            assertTrue(arg.description().length > 0, () -> command.getCommandName() + " " + arg);
            String text = String.join(" ", arg.description());
            assertTrue(text.endsWith("."), text);
        });
    }

    @Test
    void theListOfCommandsNeedsNoneOfTheirOptions() {
        CommandLine root = Commands.root(NOWHERE);
        assertEquals(Commands.all(NOWHERE).getUsageMessage(), root.getUsageMessage());
        assertTrue(root.getSubcommands().values().stream()
                .filter(command -> Commands.isCommand(command.getCommandName()))
                .allMatch(command -> command.getCommandSpec().args().isEmpty()));
    }

    @Test
    void helpOfTheProgram() {
        Typed help = copra("--help");
        assertEquals(0, help.code());
        assertEquals(help, copra("help"));
        assertEquals(help, copra("-h"));
        names().forEach(name -> assertTrue(help.out().matches("(?s).*\n  " + name + "[ ,].*"), name));
        assertFalse(help.out().contains("warm-up"));
        Typed nothing = copra();
        assertEquals(2, nothing.code());
        assertEquals("", nothing.out());
        assertEquals(help.out(), nothing.err());
        Typed version = copra("--version");
        assertEquals(0, version.code());
        assertTrue(version.out().matches("copra \\S+ \\(\\S+\\)\n"), version.out());
        assertEquals(version, copra("-V"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            msk boxes.json     | copra: there is no command 'msk'; did you mean nms or mask?; see 'copra --help'
            xyzzy              | copra: there is no command 'xyzzy'; see 'copra --help'
            help nothing       | copra: there is no command 'nothing'; 'copra help' lists them
            --nothing          | copra: there is no option '--nothing'; see 'copra --help'
            rle                | copra rle: Missing required parameter: 'OPERATION'; see 'copra rle --help'
            rle nothing        | copra rle: OPERATION: 'nothing' is none of encode, decode, area, bounds, trace, union, intersection, difference, iou; see 'copra rle --help'
            rle area --crowd   | copra: --crowd belongs to iou, not to area
            info               | copra info: Missing required parameter: 'INPUT'; see 'copra info --help'
            info a b           | copra info: one too many: 'b'; see 'copra info --help'
            info none.json     | copra: none.json: there is no such file or directory
            convert a          | copra: a: there is no such file or directory
            completion csh     | copra completion: SHELL: 'csh' is none of bash, zsh, fish, powershell; see 'copra completion --help'
            """)
    void wrongUsage(String line, String message) {
        Typed typed = copra(line.split(" "));
        assertEquals(message + "\n", typed.err());
        assertEquals("", typed.out());
        assertEquals(2, typed.code());
    }

    /** What would colour a terminal, or more, does not reach it; JSON on standard output escapes it. */
    @Test
    void whatIsPrintedIsPlainText() {
        String document =
                "{\"images\": [{\"id\": \"a\u009b31m\"}], \"annotations\": [], \"categories\": [{\"id\": 1, \"name\":"
                        + " \"\\u001b[31mred\u202e\"}]}";
        Typed text = Typed.pipe(document, "info", "-");
        assertTrue(text.out().contains("0  \\u001b[31mred\\u202e\n"), text.out());
        Typed mask = Typed.pipe(document, "mask", "-");
        assertEquals(1, mask.code());
        assertTrue(mask.err().contains("images[0] (id \"a\\u009b31m\")"), mask.err());
        Typed unknown = Typed.pipe(document.replace("[]", "[{\"id\": 1}]"), "mask", "-", "--category", "blue");
        assertTrue(unknown.err().contains("the file has \\u001b[31mred\\u202e"), unknown.err());
    }

    /** The field calls it nms. */
    @Test
    void aCommandMayHaveTwoNames() {
        assertEquals(copra("suppress", "testdata/odd/results.json"), copra("nms", "testdata/odd/results.json"));
        assertEquals(copra("help", "suppress"), copra("nms", "--help"));
        assertEquals(copra("help", "suppress"), copra("help", "nms"));
        assertTrue(copra("completion", "fish").out().contains("nms"));
    }

    /** Without this picocli looks at every method of the command for subcommands, which takes longer than many a job. */
    @Test
    void noCommandIsSearchedForSubcommands() {
        for (CommandLine command : commands()) {
            if (!command.getCommandName().equals("help")) {
                Class<?> type = command.getCommand().getClass();
                assertFalse(
                        type.getAnnotation(CommandLine.Command.class).addMethodSubcommands(),
                        type.getSimpleName() + ": write addMethodSubcommands = false in its @Command");
            }
        }
    }

    @Test
    void anEmptyNameIsAMistake() {
        assertEquals("copra: the name of a file is empty\n", copra("mask", "").err());
        assertEquals(
                "copra: the name of a file is empty\n",
                copra("mask", "testdata/odd/results.json", "-o", "").err());
    }

    @ParameterizedTest
    @CsvSource({"bash", "zsh", "fish", "powershell", "BASH"})
    void completionKnowsCommandsAndOptions(String shell) {
        Typed typed = copra("completion", shell);
        assertEquals(0, typed.code(), typed.err());
        for (CommandLine command : commands()) {
            assertTrue(typed.out().contains(command.getCommandName()));
            command.getCommandSpec()
                    .options()
                    .forEach(option ->
                            assertTrue(typed.out().contains(option.longestName().substring(2)), option::longestName));
        }
        assertFalse(typed.out().contains("warm-up") && !shell.matches("(?i)bash|zsh"), typed.out());
    }

    /** A line that is too long would be broken, perhaps within a word or a command that is to be copied. */
    @Test
    void noLineOfExamplesIsBroken() {
        for (CommandLine command : commands()) {
            String[] footer = command.getHelp().commandSpec().usageMessage().footer();
            assertTrue(footer.length > 0 || command.getCommandName().equals("help"), command.getCommandName());
            for (String line : footer) {
                for (String part : line.split("%n|\n")) {
                    assertTrue(part.length() <= 100, command.getCommandName() + ": " + part);
                }
            }
        }
    }

    /** Whoever reads about a number or a choice wants to know what holds without it. */
    @Test
    void everyNumberAndChoiceHasItsDefault() {
        List<String> without = new ArrayList<>();
        for (CommandLine command : commands()) {
            command.getCommandSpec().options().forEach(option -> {
                Class<?> type = option.type();
                boolean number = type == int.class || type == long.class || type == double.class;
                boolean choice = type.isEnum() || Number.class.isAssignableFrom(type);
                String text = String.join(" ", option.description());
                if (!option.hidden() && !option.required() && (number || choice) && !text.matches("(?is).*default.*")) {
                    without.add(command.getCommandName() + " " + option.longestName());
                }
            });
        }
        assertEquals(List.of(), without);
    }

    /** Whoever reads about a number wants to know what it counts, or between which bounds it is. */
    @Test
    void everyNumberHasItsUnit() {
        Pattern unit = Pattern.compile(
                "\\b(pixels|images|detections|masks|anchors|places|threads|boxes|epochs|score|from (0|-1) to 1)\\b");
        Set<String> dimensionless = Set.of("--beta", "--port", "--seed", "--sigma");
        assertLacking((option, text) -> isNumber(option)
                && !dimensionless.contains(option.longestName())
                && !unit.matcher(text.toLowerCase(Locale.ROOT)).find());
    }

    /** An IoU, a share or a figure is a fraction, and not a percentage. */
    @Test
    void everyFractionHasItsBounds() {
        assertLacking((option, text) -> isNumber(option)
                && text.matches("(?s).*\\b(IoU|AP|share|confidence)\\b.*")
                && !text.matches("(?s).*\\b(pixels|from (0|-1) to 1)\\b.*"));
    }

    /** Without an option that does something nothing is done; of any other one it is said what happens without it. */
    @Test
    void everyOtherOptionSaysWhatHappensWithoutIt() {
        Pattern action = Pattern.compile("(Also|Convert|Evaluate|Keep|Leave out|Only|Override|Say|Use|Write) .*");
        assertLacking((option, text) -> !isNumber(option)
                && !option.required()
                && option.arity().max() > 0
                && !action.matcher(text).matches()
                && !text.matches("(?is).*(default|without|needs).*"));
    }

    private static boolean isNumber(OptionSpec option) {
        Class<?> type = option.type();
        return type == int.class || type == long.class || type == double.class || Number.class.isAssignableFrom(type);
    }

    private static void assertLacking(BiPredicate<OptionSpec, String> lacks) {
        List<String> lacking = new ArrayList<>();
        for (CommandLine command : commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                String text = String.join(" ", option.description());
                if (!option.hidden() && lacks.test(option, text)) {
                    lacking.add(command.getCommandName() + " " + option.longestName() + ": " + text);
                }
            }
        }
        assertEquals(List.of(), lacking);
    }
}
