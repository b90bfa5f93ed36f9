package dev.copra.cli;

import dev.copra.cli.OptionTable.Row;
import dev.copra.cli.console.Console;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.cli.option.WrittenPlaces;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts arguments into the fields of a command by its {@link OptionTable}, as picocli would. It knows the plain forms alone:
 * {@code --name}, {@code --name value}, {@code --name=value} and words. Of all else, and of what is wrong, it says nothing but
 * that picocli has to read the arguments, for a new command: this one may be half filled.
 */
final class PlainArguments implements GivenOptions {
    private final OptionTable table;
    private final Object command;
    private final List<String> words = new ArrayList<>();
    private final List<Row> given = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Field> filled = new ArrayList<>();

    private PlainArguments(OptionTable table, Object command) {
        this.table = table;
        this.command = command;
    }

    /**
     * Fills a command.
     *
     * @param args of which the first is the command's name
     * @return null if picocli has to read them
     */
    static PlainArguments fill(OptionTable table, Object command, Console console, String[] args)
            throws ReflectiveOperationException {
        PlainArguments arguments = new PlainArguments(table, command);
        for (List<String> mixin : table.mixins()) {
            arguments.mix(mixin, console);
        }
        try {
            return arguments.readOptions(args) && arguments.readWords() && arguments.complete() ? arguments : null;
        } catch (NumberFormatException | InvalidPathException e) {
            return null;
        }
    }

    /** The words that are no option and no option's value, in order. */
    List<String> words() {
        return words;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> ofMixin(String field) {
        List<String> inside = new ArrayList<>();
        for (Row row : given) {
            if (row.fields().size() > 1 && row.fields().get(0).equals(field)) {
                inside.add(row.name());
            }
        }
        return inside;
    }

    @Override
    public List<WrittenPlaces.Written> written() {
        List<WrittenPlaces.Written> places = new ArrayList<>();
        try {
            for (Row row : table.options()) {
                // to look into the field of every option takes longer than to read the arguments
                boolean place = row.kind() == OptionTable.Kind.FILE || row.kind() == OptionTable.Kind.FOLDER;
                Object value = place ? field(row.fields()).get(owner(row.fields())) : null;
                if (value != null) {
                    places.add((WrittenPlaces.Written) value);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a table names fields that there are not", e);
        }
        return places;
    }

    @Override
    public boolean isSet(String flag) {
        return names.contains(flag);
    }

    private boolean readOptions(String[] args) throws ReflectiveOperationException {
        for (int i = 1; i < args.length; i++) {
            String arg = args[i];
            if (isWord(arg)) {
                words.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            Row row = table.option(equals < 0 ? arg : arg.substring(0, equals));
            if (row == null || names.contains(row.name()) && !row.kind().isList()) {
                return false;
            }
            if (row.kind() == OptionTable.Kind.FLAG) {
                if (equals >= 0) {
                    return false;
                }
                put(row, true);
            } else {
                String value = equals >= 0 ? arg.substring(equals + 1) : ++i < args.length ? args[i] : "";
                if (!isWord(value) || !put(row, value)) {
                    return false;
                }
            }
            given.add(row);
            names.add(row.name());
        }
        return true;
    }

    /** Whether it is no option, and nothing that picocli reads in a way of its own. */
    private static boolean isWord(String arg) {
        return !arg.isEmpty() && (arg.charAt(0) != '-' || arg.length() == 1) && arg.indexOf('"') < 0;
    }

    private boolean readWords() throws ReflectiveOperationException {
        int next = 0;
        for (Row row : table.parameters()) {
            if (next == words.size()) {
                if (row.required()) {
                    return false;
                }
                continue;
            }
            do {
                if (!put(row, words.get(next++))) {
                    return false;
                }
            } while (row.kind().isList() && next < words.size());
        }
        return next == words.size();
    }

    /** Gives options that were not given their values; false if one has to be given. */
    private boolean complete() throws ReflectiveOperationException {
        for (Row row : table.options()) {
            boolean missing = (row.required() || !row.initial().isEmpty()) && !names.contains(row.name());
            if (missing && (row.required() || !put(row, row.initial()))) {
                return false;
            }
        }
        return true;
    }

    private boolean put(Row row, String text) throws ReflectiveOperationException {
        Field field = field(row.fields());
        if (row.kind().isList()) {
            // commas at odd places are split in a way of picocli's own
            boolean odd = text.startsWith(",") || text.endsWith(",") || text.contains(",,");
            List<String> parts = row.split() ? OptionTable.split(text, ',') : List.of(text);
            return !(row.split() && odd) && append(row, field, parts);
        }
        Object value = switch (row.kind()) {
            case PATH -> Path.of(text);
            case FILE -> new WrittenFile(text);
            case FOLDER -> new WrittenFolder(text);
            case INT -> within(row, Integer.valueOf(text));
            case LONG -> within(row, Long.valueOf(text));
            case NUMBER -> within(row, Double.valueOf(text));
            case CONSTANT -> constant(field.getType(), text);
            default -> text;
        };
        return value != null && put(row, value);
    }

    /** Null for a number that the option does not take, which picocli tells. */
    private static Number within(Row row, Number number) {
        return row.range().has(number.doubleValue()) ? number : null;
    }

    private boolean put(Row row, Object value) throws ReflectiveOperationException {
        field(row.fields()).set(owner(row.fields()), value);
        return true;
    }

    @SuppressWarnings("unchecked")
    private boolean append(Row row, Field field, List<String> parts) throws ReflectiveOperationException {
        Object owner = owner(row.fields());
        // what is in it before the first is no list that can be added to
        List<Object> list = filled.contains(field) ? (List<Object>) field.get(owner) : new ArrayList<>();
        filled.add(field);
        for (String part : parts) {
            list.add(row.kind() == OptionTable.Kind.PATHS ? Path.of(part) : part);
        }
        field.set(owner, list);
        return true;
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (text.equalsIgnoreCase(((Enum<?>) constant).name()) || text.equalsIgnoreCase(constant.toString())) {
                return constant;
            }
        }
        return null;
    }

    private void mix(List<String> fields, Console console) throws ReflectiveOperationException {
        Field field = field(fields);
        if (field.getType() == CommonOptions.class) {
            field.set(owner(fields), new CommonOptions(console));
        } else {
            Constructor<?> constructor = field.getType().getDeclaredConstructor();
            constructor.setAccessible(true);
            field.set(owner(fields), constructor.newInstance());
        }
    }

    private Field field(List<String> fields) throws ReflectiveOperationException {
        Field field = owner(fields).getClass().getDeclaredField(fields.get(fields.size() - 1));
        field.setAccessible(true);
        return field;
    }

    /** What has the last one of some fields. */
    private Object owner(List<String> fields) throws ReflectiveOperationException {
        Object owner = command;
        for (int i = 0; i < fields.size() - 1; i++) {
            owner = field(fields.subList(0, i + 1)).get(owner);
        }
        return owner;
    }
}
