package dev.copra.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Completion scripts. All of them offer the commands, the options of a command and the values of an option where these are
 * known, separated by commas where the option takes several; anywhere else the names of files. The scripts are templates
 * beside this class.
 */
public final class Completion {
    /** The shells. */
    public enum Shell {
        /** GNU Bash, with and without the package bash-completion. */
        BASH,
        /** The Z shell. */
        ZSH,
        /** The friendly interactive shell. */
        FISH,
        /** PowerShell of Windows, and of other systems. */
        POWERSHELL
    }

    /** A command. @param arguments words that may stand where no option does */
    public record Command(String name, String description, List<Option> options, List<String> arguments) {
        private List<String> optionNames() {
            List<String> names = new ArrayList<>();
            options.forEach(option -> names.addAll(option.names()));
            return names;
        }
    }

    /** An option. @param values what it takes; null for nothing, empty for files and whatever else is not known */
    public record Option(List<String> names, String description, List<String> values) {}

    private final List<Command> commands;

    /** Completion of these commands. */
    public Completion(List<Command> commands) {
        this.commands = commands;
    }

    /** The script of a shell; that of bash is for it with and without the package bash-completion. */
    public String script(Shell shell) throws IOException {
        return switch (shell) {
            case BASH -> bash();
            case ZSH -> zsh();
            case FISH -> fish();
            case POWERSHELL -> powershell();
        };
    }

    private String bash() throws IOException {
        return filled("bash", cases(" | ", "%s) list=1 found='%s' ;;", "*) found='%s' options='%s' ;;"));
    }

    private String zsh() throws IOException {
        return filled("zsh", cases("|", "(%s) list=1 found=(%s) ;;", "(*) found=(%s) options=(%s) ;;"));
    }

    /**
     * The branches by command and, within, by option.
     *
     * @param or between two names of an option
     * @param option a branch, of names and values
     * @param other the branch of everything else, of arguments and options
     */
    private String cases(String or, String option, String other) {
        List<String> lines = new ArrayList<>();
        for (Command command : commands) {
            lines.add("    " + command.name() + ")");
            lines.add("      case $before in");
            for (Option each : command.options()) {
                if (each.values() != null) {
                    lines.add("        "
                            + String.format(option, String.join(or, each.names()), String.join(" ", each.values())));
                }
            }
            lines.add("        "
                    + String.format(
                            other, String.join(" ", command.arguments()), String.join(" ", command.optionNames())));
            lines.add("      esac");
            lines.add("      ;;");
        }
        return String.join("\n", lines);
    }

    private String fish() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Command command : commands) {
            lines.add("complete -c copra -n __fish_use_subcommand -f -a " + command.name() + " -d "
                    + quoted(command.description()));
            String start = "complete -c copra -n '__fish_seen_subcommand_from " + command.name() + "'";
            if (!command.arguments().isEmpty()) {
                lines.add(start + " -f -a " + quoted(String.join(" ", command.arguments())));
            }
            command.options().forEach(option -> lines.add(start + fish(option)));
        }
        return filled("fish", String.join("\n", lines));
    }

    private static String fish(Option option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.values() != null && option.values().isEmpty()) {
            line.append(" -r -F");
        } else if (option.values() != null) {
            line.append(" -x -a ")
                    .append(quoted(
                            "(__fish_complete_list , 'printf \"%s\\n\" " + String.join(" ", option.values()) + "')"));
        }
        return line.append(" -d ").append(quoted(option.description())).toString();
    }

    private String powershell() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Command command : commands) {
            lines.add("  '" + command.name() + "' = @('" + String.join("', '", command.optionNames()) + "')");
        }
        return filled("powershell", String.join("\n", lines));
    }

    private String filled(String shell, String cases) throws IOException {
        try (InputStream in = Completion.class.getResourceAsStream("completion." + shell)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "COMMANDS",
                            String.join(
                                    " ", commands.stream().map(Command::name).toList()))
                    .replace("CASES", cases);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
