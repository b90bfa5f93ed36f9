package dev.copra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.cli.console.CommandException;
import dev.copra.json.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code .copra.json}, found from the folder of the first input upwards: the options that a project gives to the commands,
 * by their long names. Options on the command line win. Paths in it are relative to its folder, and what is written lies in it.
 *
 * <pre>{@code {"validate": {"ignore": ["image-unused"], "fail-on": "warning"}, "mask": {"images": "images"}}}</pre>
 */
final class ProjectConfig implements IDefaultValueProvider {
    /** Options whose files and folders are only read, so that they may lie anywhere. */
    private static final Set<String> READ = Set.of(
            "--against",
            "--against-images",
            "--apply",
            "--baseline",
            "--classes",
            "--encoder",
            "--ground-truth",
            "--image-ids",
            "--image-list",
            "--image-sizes",
            "--images",
            "--masks",
            "--model",
            "--order",
            "--result-masks",
            "--slices",
            "--truth",
            "--truth-masks");

    private final Path file;
    private final Map<String, String> values;

    private ProjectConfig(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** The configuration for what was typed, of which the first word is a command; null if there is none. */
    static ProjectConfig find(CommandLine command, String[] args) throws IOException {
        ProjectFile found = ProjectFile.find(folder(command, args));
        return found == null ? null : of(found, args[0]);
    }

    /** Whether there is a configuration. @param words that were typed and are no option and no option's value */
    static boolean isAbove(List<String> words) {
        for (String word : words) {
            if (!word.equals("-")) {
                return ProjectFile.above(folder(word)) != null;
            }
        }
        return ProjectFile.above(folder("")) != null;
    }

    private static Path folder(String input) {
        Path path = Path.of(input).toAbsolutePath();
        return input.isEmpty() ? path : path.normalize().getParent();
    }

    /** The folder of the first argument that is no option and no option's value, or the working directory. */
    private static Path folder(CommandLine command, String[] args) {
        for (int i = 1; i < args.length; i++) {
            OptionSpec before = command.getCommandSpec().findOption(args[i - 1]);
            boolean isValue = i > 1 && before != null && before.arity().max() > 0;
            if (!isValue && !args[i].startsWith("-") && !args[i].isEmpty()) {
                return folder(args[i]);
            }
        }
        return folder("");
    }

    private static ProjectConfig of(ProjectFile project, String command) {
        Path file = project.path();
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : project.commands().entrySet()) {
            String name = member.getKey();
            if (!Commands.isCommand(new String[] {name})) {
                throw new CommandException(file + ": there is no command '" + name + "'");
            }
            if (!member.getValue().isObject()) {
                throw new CommandException(file + ": " + name + ": an object with the names of options is needed");
            }
            // every command's part is checked, or a mistake in one would show only when it is used
            Map<String, String> options = options(file, name, member.getValue());
            if (name.equals(command)) {
                values.putAll(options);
            }
        }
        return new ProjectConfig(file, values);
    }

    private static Map<String, String> options(Path file, String command, JsonNode members) {
        CommandLine.Model.CommandSpec spec = Commands.spec(command);
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            String place = file + ": " + command + ": " + member.getKey();
            OptionSpec option = spec.findOption("--" + member.getKey());
            if (option == null || option.usageHelp() || option.versionHelp()) {
                throw new CommandException(place + ": 'copra " + command + "' has no such option");
            }
            values.put(option.longestName(), value(place, file, option, member.getValue()));
        }
        return values;
    }

    private static String value(String place, Path file, OptionSpec option, JsonNode value) {
        if (value.isArray() && option.isMultiValue()) {
            if (value.size() > 1
                    && option.splitRegex().isEmpty()
                    && option.paramLabel().equals("NAME=VALUE")) {
                throw new CommandException(place + ": one value is possible here; name the others on the command line");
            }
            StringBuilder list = new StringBuilder();
            for (JsonNode element : value) {
                list.append(list.length() == 0 ? "" : ",").append(scalar(place, file, option, element));
            }
            return list.toString();
        }
        return scalar(place, file, option, value);
    }

    private static String scalar(String place, Path file, OptionSpec option, JsonNode value) {
        Class<?> type = option.isMultiValue() ? String.class : option.type();
        ProjectFile.Kind kind = ProjectFile.Kind.of(type, option.arity().max() == 0);
        String text = kind.read(place, value);
        return kind == ProjectFile.Kind.TEXT ? resolved(file, option, text) : text;
    }

    /** A name of a file is relative to the configuration's folder. */
    private static String resolved(Path file, OptionSpec option, String text) {
        String label = option.paramLabel();
        if (text.startsWith("@")) {
            return "@" + file.resolveSibling(text.substring(1));
        }
        if (label.contains("KIND=FILE")) {
            int at = text.indexOf('=') + 1;
            return at == 0 || text.endsWith("=-")
                    ? text
                    : text.substring(0, at) + confined(file, option, text.substring(at));
        }
        boolean path = label.contains("FILE") || label.contains("DIR") || label.equals("OUTPUT");
        if (!path || text.equals("-")) {
            return text;
        }
        return READ.contains(option.longestName())
                ? file.resolveSibling(text).toString()
                : confined(file, option, text);
    }

    /**
     * What may be written lies in the configuration's folder: it may have come with a data set from anywhere, and must not
     * have files elsewhere overwritten.
     */
    private static String confined(Path file, OptionSpec option, String text) {
        Path folder = file.toAbsolutePath().getParent();
        Path named = folder.resolve(text).normalize();
        Path there = named;
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        boolean inside;
        try {
            inside = named.startsWith(folder)
                    && !named.equals(folder)
                    && there.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            // a link that leads nowhere
            inside = false;
        }
        if (!inside) {
            throw new CommandException(file + ": " + option.longestName().substring(2) + ": " + text + " lies outside "
                    + folder + ", where this file may have nothing written; name it on the command line");
        }
        return named.toString();
    }

    /** Where an option's value comes from, for messages: the file, or null if it has no such option. */
    Path source(ArgSpec argument) {
        return defaultValue(argument) == null ? null : file;
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(option.longestName()) : null;
    }
}
