package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.console.Console;
import dev.copra.cli.option.OptionRange;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option that takes a number takes those of its range and refuses all else, by picocli's way and by the plain one. */
class OptionRangeTest {
    private static final Console CONSOLE = new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new Remedies());

    /** Options that take any number: what scores are is the model's matter, and what ids are the data set's. */
    private static final Set<String> ANY =
            Set.of("--confusion-score", "--ignore-label", "--label-error-score", "--min-score", "--seed", "--start");

    private static final Map<String, OptionTable> TABLES = new HashMap<>();

    /** An option of a command that takes a number. */
    record Case(String command, OptionSpec option) {
        boolean isWhole() {
            return Set.of(int.class, Integer.class, long.class, Long.class).contains(option.type());
        }

        OptionRange range() {
            return OptionRange.of(option);
        }

        /** As it would be typed. */
        String text(double number) {
            return isWhole() ? String.valueOf((long) number) : String.valueOf(number);
        }

        /** The least step between two numbers that a user would see. */
        double step() {
            return isWhole() ? 1 : 1e-9;
        }

        @Override
        public String toString() {
            return command + " " + option.longestName();
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (CommandLine command : Commands.all(CONSOLE).getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                Case tried = new Case(command.getCommandName().replace("copra ", ""), option);
                if (tried.isWhole() || option.type() == double.class || option.type() == Double.class) {
                    cases.add(tried);
                }
            }
        }
        return cases;
    }

    @Test
    void everyOptionThatTakesANumberSaysWhichOnes() {
        Set<String> without = new TreeSet<>();
        for (Case tried : cases()) {
            if (tried.range().text().isEmpty()) {
                without.add(tried.option.longestName());
            }
        }
        assertEquals(new TreeSet<>(ANY), without);
        assertTrue(cases().size() > 80, () -> cases().size() + " options take a number");
    }

    private static List<String> line(Case tried, String value) {
        List<String> line = new ArrayList<>(List.of(tried.command));
        for (ArgSpec arg : tried.option.command().args()) {
            if (arg.required()) {
                if (arg instanceof OptionSpec option) {
                    line.add(option.longestName());
                }
                Class<?> type = arg.auxiliaryTypes()[0];
                line.add(type.isEnum() ? ((Enum<?>) type.getEnumConstants()[0]).name() : "none.json");
            }
        }
        line.add(tried.option.longestName() + "=" + value);
        return line;
    }

    private static PlainArguments plain(Case tried, String value) {
        Object command = Commands.spec(tried.command).userObject();
        OptionTable table =
                TABLES.computeIfAbsent(tried.command, name -> OptionTable.parse(OptionTable.of(command.getClass())));
        try {
            return PlainArguments.fill(
                    table, command, CONSOLE, line(tried, value).toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(Case tried, String value) {
        Typed typed = Typed.copra(line(tried, value).toArray(String[]::new));
        assertEquals(2, typed.code(), typed.err());
        assertEquals(
                "copra " + tried.command + ": " + tried.option.longestName() + ": '" + value + "' is not a "
                        + (tried.isWhole() ? "whole " : "") + "number" + tried.range() + "; see 'copra " + tried.command
                        + " --help'\n",
                typed.err());
        assertNull(plain(tried, value), value);
    }

    private static void taken(Case tried, String value) {
        Typed typed = Typed.copra(line(tried, value).toArray(String[]::new));
        assertFalse(typed.err().contains("is not a"), typed.err());
        // what looks like an option is picocli's to read
        assertEquals(value.startsWith("-"), plain(tried, value) == null, value);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsOutOfRangeIsRefused(Case tried) {
        OptionRange range = tried.range();
        for (String value : List.of("NaN", "Infinity", "1e999")) {
            refused(tried, value);
        }
        if (Double.isFinite(range.low())) {
            refused(tried, tried.text(range.low() - tried.step()));
            if (range.withLow()) {
                taken(tried, tried.text(range.low()));
            } else {
                refused(tried, tried.text(range.low()));
            }
        }
        if (Double.isFinite(range.high())) {
            refused(tried, tried.text(range.high() + tried.step()));
            if (range.withHigh()) {
                taken(tried, tried.text(range.high()));
            } else {
                refused(tried, tried.text(range.high()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void minusZeroIsZero(Case tried) {
        if (!tried.range().has(0)) {
            refused(tried, "-0");
            return;
        }
        CommandLine line = Commands.one(tried.command, CONSOLE);
        List<String> words = line(tried, "-0");
        line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        Number value =
                line.getCommandSpec().findOption(tried.option.longestName()).getValue();
        assertEquals(0L, Double.doubleToRawLongBits(value.doubleValue()));
    }

    @Test
    void aRangeIsWhatItsTextSays() {
        for (Case tried : cases()) {
            assertEquals(tried.range(), OptionRange.parse(tried.range().text()), tried.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0.0,1.0]        | ' from 0 to 1'
            (0.0,1.0)        | ' above 0 and below 1'
            (0.0,1.0]        | ' above 0 and up to 1'
            [0.0,1.0)        | ' from 0 and below 1'
            [1.0,Infinity)   | ' from 1 on'
            (0.0,Infinity)   | ' above 0'
            (-Infinity,0.5]  | ' up to 0.5'
            [-1.0,0.5]       | ' from -1 to 0.5'
            """)
    void aRangeInWords(String range, String words) {
        assertEquals(words, OptionRange.parse(range).toString());
    }

    /** Options whose text is several numbers, or a number and something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            suppress testdata/odd/results.json --iou 1.5            | --iou: '1.5' is not a number from 0 to 1
            suppress testdata/odd/results.json --iou .5,NaN         | --iou: 'NaN' is not a number from 0 to 1
            suppress testdata/odd/results.json --iou -.1            | --iou: '-.1' is not a number from 0 to 1
            suppress testdata/odd/results.json --iou ,              | --iou: at least one number from 0 to 1 is needed
            proposals a b --count 0                                 | --count: '0' is not a whole number from 1 on
            proposals a b --count 1,99999999999                     | --count: '99999999999' is not a whole number from 1 on
            anchors a --anchors 1,-1                                | --anchors: '-1' is not a number above 0
            anchors a --anchors 1,Infinity                          | --anchors: 'Infinity' is not a number above 0
            anchors a --anchors 1                                   | --anchors: pairs of width and height are needed
            eval a b --max-dets 0                                   | --max-dets: '0' is not a whole number from 1 on
            eval a b --max-dets -1                                  | --max-dets: '-1' is not a whole number from 1 on
            eval a b --lvis --max-dets -2                           | --max-dets: '-2' is not a whole number from -1 on
            eval a b --sigmas NaN                                   | --sigmas: 'NaN' is not a number above 0
            eval a b --sigmas 0                                     | --sigmas: '0' is not a number above 0
            eval a b --iou 1.5                                      | --iou: thresholds are from 0 to 1 and ascend
            eval a b --recall NaN                                   | --recall: thresholds are from 0 to 1 and ascend
            report a --gallery 0                                    | --gallery: '0' is not a whole number from 1 on
            report a --gallery 1.5                                  | --gallery: '1.5' is not a whole number from 1 on
            report a --max-size NaNM                                | --max-size: give a size from 1M to 10G
            """)
    void aListHasNumbersOfItsRange(String line, String message) {
        Typed typed = Typed.copra(line.strip().split(" +"));
        assertEquals(2, typed.code(), typed.err());
        assertTrue(typed.err().startsWith("copra: " + message), typed.err());
        assertEquals(1, typed.err().lines().count(), typed.err());
    }
}
