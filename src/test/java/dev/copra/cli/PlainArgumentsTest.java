package dev.copra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.copra.cli.OptionTable.Row;
import dev.copra.cli.console.Console;
import dev.copra.cli.inspection.InfoCommand;
import dev.copra.cli.option.GivenOptions;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Arguments that are read by a table mean what they mean to picocli, for each option of each command. */
class PlainArgumentsTest {
    private static final Console CONSOLE = new Console(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new Remedies());

    static List<String> commands() {
        return Commands.all(CONSOLE).getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help") && !name.equals("warm-up"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionMeansWhatItMeansToPicocli(String command) throws Exception {
        OptionTable table = table(command);
        List<String> least = new ArrayList<>(List.of(command));
        for (Row row : table.options()) {
            if (row.required()) {
                least.add(row.names().get(0));
                least.add(value(command, row, 0));
            }
        }
        for (Row row : table.parameters()) {
            least.add(value(command, row, 0));
            if (row.kind().isList()) {
                least.add(value(command, row, 1));
            }
        }
        check(command, least);
        List<String> all = new ArrayList<>(least);
        for (Row row : table.options()) {
            if (row.required()) {
                continue;
            }
            List<String> with = new ArrayList<>(least);
            for (String name : row.names()) {
                if (row.kind() == OptionTable.Kind.FLAG) {
                    with = new ArrayList<>(least);
                    with.add(1, name);
                    check(command, with);
                    continue;
                }
                if (!row.kind().isList()) {
                    with = new ArrayList<>(least);
                }
                with.add(name + "=" + value(command, row, 0));
                check(command, with);
                with.set(with.size() - 1, name);
                with.add(value(command, row, 1));
                check(command, with);
            }
            all.addAll(with.subList(
                    row.kind() == OptionTable.Kind.FLAG ? 1 : least.size(),
                    row.kind() == OptionTable.Kind.FLAG ? 2 : with.size()));
        }
        check(command, all);
    }

    @ParameterizedTest
    @CsvSource({
        "info, --help a",
        "info, a b",
        "info, ''",
        "info, --json",
        "info, -qx a",
        "info, --json=true a",
        "info, --json --json a",
        "info, --jso a",
        "info, -- a",
        "info, --unknown a",
        "mask, a --model m.onnx",
        "mask, a --max-pixels many",
        "mask, a --max-pixels",
        "mask, a --max-pixels -5",
        "mask, a --output=",
        "mask, a --output --json",
        "mask, a -oOut",
        "mask, a --nan sometimes",
        "mask, a --shard 1/2",
        "show, a --image 1,,2 -o x --images y",
        "show, a --image 1, -o x --images y",
        "rle, encoded",
    })
    void whatIsNotPlainIsLeftToPicocli(String command, String words) throws Exception {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(words.split(" ")));
        assertNull(PlainArguments.fill(table(command), created(command), CONSOLE, args.toArray(String[]::new)));
    }

    /** Arguments by chance: what a table reads, picocli reads too, and as the same; what picocli refuses, a table does not read. */
    @ParameterizedTest
    @MethodSource("commands")
    void argumentsByChanceMeanWhatTheyMeanToPicocli(String command) throws Exception {
        SplittableRandom random = new SplittableRandom(command.hashCode());
        List<String> names = new ArrayList<>();
        for (OptionSpec option : Commands.spec(command).options()) {
            names.addAll(List.of(option.names()));
        }
        OptionTable table = table(command);
        int read = 0;
        for (int trial = 0; trial < 400; trial++) {
            List<String> args = new ArrayList<>();
            for (Row row : table.options()) {
                if (row.required() && random.nextInt(10) > 0) {
                    args.add(row.name());
                    args.add(value(command, row, random.nextInt(2)));
                }
            }
            for (Row row : table.parameters()) {
                if (random.nextInt(5) > 0) {
                    args.add(value(command, row, random.nextInt(2)));
                }
            }
            for (int more = random.nextInt(4); more > 0; more--) {
                args.addAll(random.nextInt(args.size() + 1), chance(command, table, names, random));
            }
            args.add(0, command);
            Object plain = created(command);
            if (PlainArguments.fill(table, plain, CONSOLE, args.toArray(String[]::new)) != null) {
                check(command, args);
                read++;
            }
        }
        assertTrue(read > 20, read + " of 400 were read");
    }

    /** A word, an option, or an option and its value, of which any may be wrong. */
    private static List<String> chance(String command, OptionTable table, List<String> names, SplittableRandom random)
            throws ReflectiveOperationException {
        String odd = ODD.get(random.nextInt(ODD.size()));
        String name = names.get(random.nextInt(names.size()));
        Row row = table.option(name);
        String value = row == null || random.nextInt(3) == 0 ? odd : value(command, row, random.nextInt(2));
        return switch (random.nextInt(8)) {
            case 0 -> List.of(odd);
            case 1 -> List.of("a.json");
            case 2 -> List.of(name);
            case 3 -> List.of(name + value);
            case 4 -> List.of(name.substring(0, 1 + random.nextInt(name.length())), value);
            case 5 -> List.of(name + "=" + value);
            default -> value.isEmpty() ? List.of(name) : List.of(name, value);
        };
    }

    private static final List<String> ODD = List.of(
            "",
            "-",
            "--",
            "-1",
            "+7",
            "007",
            "0x10",
            " 7",
            "7 ",
            "1e999",
            "NaN",
            "Infinity",
            "-.5",
            "1.5f",
            "99999999999",
            "a,b",
            ",a",
            "a,,b",
            ",",
            "=",
            "a=b",
            "\"q\"",
            "'q'",
            "a b",
            "@a",
            "%s",
            "${sys:user.home}",
            "\\",
            "\n",
            "\t",
            "\0",
            "\u00fc",
            "true",
            "false",
            "-q",
            "-qh",
            "--no-labels",
            "--quiet=",
            "auto",
            "AUTO",
            "---",
            "-\u00fc");

    @Test
    void aTableThatIsNotWholeIsNone() {
        String text = OptionTable.of(InfoCommand.class);
        assertNotNull(OptionTable.parse(text));
        for (int length = 0; length < text.length(); length++) {
            assertNull(OptionTable.parse(text.substring(0, length)));
        }
    }

    private static OptionTable table(String command) {
        return OptionTable.parse(OptionTable.of(created(command).getClass()));
    }

    private static Object created(String command) {
        return Commands.one(command, CONSOLE).getCommandSpec().userObject();
    }

    /** A value that an option takes. @param which of several */
    private static String value(String command, Row row, int which) throws ReflectiveOperationException {
        return switch (row.kind()) {
            case FLAG -> "";
            case TEXT, FILE, FOLDER -> which == 0 ? "one" : "-";
            case PATH -> which == 0 ? "a/b.json" : "ü";
            case INT, LONG -> which == 0 ? "7" : "+12";
            case NUMBER -> which == 0 ? ".5" : "1e-3";
            case TEXTS, PATHS -> which == 0 ? "x,y" : "z";
            case CONSTANT -> {
                Object[] constants = type(created(command).getClass(), row).getEnumConstants();
                Object constant = constants[which % constants.length];
                yield which == 0 ? ((Enum<?>) constant).name().toLowerCase() : constant.toString();
            }
        };
    }

    private static Class<?> type(Class<?> command, Row row) throws ReflectiveOperationException {
        Class<?> type = command;
        for (String field : row.fields()) {
            type = type.getDeclaredField(field).getType();
        }
        return type;
    }

    private static void check(String command, List<String> args) throws ReflectiveOperationException {
        String[] array = args.toArray(String[]::new);
        CommandLine line = Commands.one(command, CONSOLE);
        line.parseArgs(args.subList(1, args.size()).toArray(String[]::new));
        Object plain = created(command);
        PlainArguments arguments = PlainArguments.fill(table(command), plain, CONSOLE, array);
        assertNotNull(arguments, () -> String.join(" ", args));
        assertEquals(values(line.getCommandSpec().userObject()), values(plain), () -> String.join(" ", args));
        GivenOptions parsed = new GivenOptions.Parsed(line.getCommandSpec());
        assertEquals(parsed.names(), arguments.names(), () -> String.join(" ", args));
        assertEquals(parsed.written(), arguments.written(), () -> String.join(" ", args));
        assertEquals(parsed.isSet("--force"), arguments.isSet("--force"), () -> String.join(" ", args));
        for (String mixin : line.getCommandSpec().mixins().keySet()) {
            assertEquals(parsed.ofMixin(mixin), arguments.ofMixin(mixin), () -> String.join(" ", args));
        }
    }

    /** What a command's options and those of its mixins have become. */
    private static Map<String, Object> values(Object command) throws ReflectiveOperationException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : command.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (field.isAnnotationPresent(Mixin.class)) {
                values.put(field.getName(), values(field.get(command)));
            } else if (field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Parameters.class)) {
                values.put(field.getName(), field.get(command));
            }
        }
        return values;
    }
}
