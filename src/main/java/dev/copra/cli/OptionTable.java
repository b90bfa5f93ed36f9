package dev.copra.cli;

import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.io.Output;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options of a command as text: a row for each with its names, what it takes, and the field that it sets. The launcher's
 * training run writes it from the annotations; to read it takes a hundredth of the time that to read the annotations takes.
 * What a table does not have, such as an option with a converter, is left to picocli.
 */
final class OptionTable {
    /** What an option takes. */
    enum Kind {
        FLAG(boolean.class),
        TEXT(String.class),
        PATH(Path.class),
        FILE(WrittenFile.class),
        FOLDER(WrittenFolder.class),
        INT(int.class, Integer.class),
        LONG(long.class, Long.class),
        NUMBER(double.class, Double.class),
        CONSTANT,
        TEXTS,
        PATHS;

        private final List<Class<?>> types;

        Kind(Class<?>... types) {
            this.types = List.of(types);
        }

        /** What an option takes whose field has a type; null if a table cannot say it. */
        private static Kind of(Type type) {
            if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
                Type element = list.getActualTypeArguments()[0];
                return element == String.class ? TEXTS : element == Path.class ? PATHS : null;
            }
            for (Kind kind : values()) {
                if (kind.types.contains(type)) {
                    return kind;
                }
            }
            return type instanceof Class<?> known && known.isEnum() ? CONSTANT : null;
        }

        boolean isList() {
            return this == TEXTS || this == PATHS;
        }
    }

    /**
     * An option or a positional parameter.
     *
     * @param names of the option; of a parameter none
     * @param split whether a value with commas is several
     * @param required whether it has to be there
     * @param initial what it is if it is not given, as it would be typed; empty if the field has its initial value
     * @param range of its numbers
     * @param fields that lead to it from the command: those of mixins, and its own
     */
    record Row(
            List<String> names,
            Kind kind,
            boolean split,
            boolean required,
            String initial,
            OptionRange range,
            List<String> fields) {
        /** The longest name, which messages use. */
        String name() {
            String longest = names.get(0);
            for (String name : names) {
                longest = name.length() > longest.length() ? name : longest;
            }
            return longest;
        }
    }

    private static final char COLUMN = '\t';
    private static final char ROW = '\n';
    private static final String NONE = "";

    /** A text that ends otherwise is not whole. */
    private static final String END = "end\n";

    private final List<List<String>> mixins = new ArrayList<>();
    private final List<Row> parameters = new ArrayList<>();
    private final List<Row> options = new ArrayList<>();

    private OptionTable() {}

    /** The fields that lead to each mixin; outer ones come first. */
    List<List<String>> mixins() {
        return mixins;
    }

    /** The positional parameters in order, of which the last may take several arguments. */
    List<Row> parameters() {
        return parameters;
    }

    List<Row> options() {
        return options;
    }

    /** The row of an option, or null. */
    Row option(String name) {
        for (Row row : options) {
            if (row.names.contains(name)) {
                return row;
            }
        }
        return null;
    }

    /** Reads the table of a command. @return null if there is none */
    static OptionTable read(String command) throws IOException {
        File file = file(command);
        if (file == null || !file.canRead()) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** Writes the table of a command to where it is read from, if there can be one. */
    static void write(String command, Class<?> type) throws IOException {
        File file = file(command);
        String table = of(type);
        if (file != null && table != null) {
            try (Output out = Output.cached(file.toPath())) {
                out.stream().write(table.getBytes(StandardCharsets.ISO_8859_1));
                out.commit();
            }
        }
    }

    /** Where a table is kept: in the folder that the launcher names. */
    private static File file(String command) {
        String folder = System.getProperty("copra.options");
        return folder == null ? null : new File(folder, command);
    }

    /** Reads a table. @return null if it is not whole */
    static OptionTable parse(String text) {
        if (!text.endsWith(END)) {
            return null;
        }
        OptionTable table = new OptionTable();
        int end = text.length() - END.length();
        for (int from = 0; from < end; ) {
            int to = text.indexOf(ROW, from);
            table.add(split(text.substring(from, to), COLUMN));
            from = to + 1;
        }
        return table;
    }

    private void add(List<String> columns) {
        List<String> names = split(columns.get(0), ' ');
        List<String> fields = split(columns.get(1), '.');
        if (columns.size() == 2) {
            mixins.add(fields);
            return;
        }
        Row row = new Row(
                names,
                Kind.valueOf(columns.get(2)),
                columns.get(3).equals("split"),
                columns.get(4).equals("required"),
                columns.get(5),
                OptionRange.parse(columns.get(6)),
                fields);
        (names.isEmpty() ? parameters : options).add(row);
    }

    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        if (text.isEmpty()) {
            return parts;
        }
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** The table of a command as text; null if there can be none, because a table cannot say what it needs. */
    static String of(Class<?> command) {
        StringBuilder text = new StringBuilder();
        return write(command, NONE, text) ? text.append(END).toString() : null;
    }

    private static boolean write(Class<?> type, String path, StringBuilder text) {
        List<Field> fields = new ArrayList<>(List.of(type.getDeclaredFields()));
        fields.sort(Comparator.comparing(OptionTable::index));
        for (Field field : fields) {
            String place = path + field.getName();
            Option option = field.getAnnotation(Option.class);
            Parameters parameter = field.getAnnotation(Parameters.class);
            if (field.isAnnotationPresent(Mixin.class)) {
                row(text, NONE, place);
                if (!write(field.getType(), place + '.', text)) {
                    return false;
                }
            } else if (option != null && !writeOption(option, field, place, text)) {
                return false;
            } else if (parameter != null && !writeParameter(parameter, field, place, text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean writeOption(Option option, Field field, String place, StringBuilder text) {
        Kind kind = Kind.of(field.getGenericType());
        String initial = option.defaultValue().startsWith("_") ? NONE : option.defaultValue();
        if (kind == null
                || option.usageHelp()
                || option.converter().length > 0
                || !option.arity().isEmpty()) {
            return !option.required() && initial.isEmpty();
        }
        String split = option.split().isEmpty() ? NONE : "split";
        String required = option.required() ? "required" : NONE;
        String range = OptionRange.of(field.getAnnotation(Within.class)).text();
        row(text, String.join(" ", option.names()), place, kind.name(), split, required, initial, range);
        return true;
    }

    private static boolean writeParameter(Parameters parameter, Field field, String place, StringBuilder text) {
        Kind kind = Kind.of(field.getGenericType());
        if (kind == null) {
            return false;
        }
        boolean required =
                parameter.arity().isEmpty() ? !kind.isList() : parameter.arity().charAt(0) != '0';
        row(text, NONE, place, kind.name(), NONE, required ? "required" : NONE, NONE, NONE);
        return true;
    }

    private static String index(Field field) {
        Parameters parameter = field.getAnnotation(Parameters.class);
        return parameter == null ? NONE : parameter.index();
    }

    private static void row(StringBuilder text, String... columns) {
        text.append(String.join(String.valueOf(COLUMN), columns)).append(ROW);
    }
}
