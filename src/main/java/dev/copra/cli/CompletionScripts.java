package dev.copra.cli;

import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.report.validation.Report;
import dev.copra.validate.Code;
import dev.copra.validate.Codes;
import dev.copra.validate.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion scripts. All of them offer the commands, the options of a command and the values of an option where these are
 * known, separated by commas where the option takes several; anywhere else the names of files.
 */
final class CompletionScripts {
    /** A command. */
    private record Command(String name, String description, List<Option> options, List<String> arguments) {}

    /** An option. @param values what it takes; null for nothing, empty for files and whatever else is not known */
    private record Option(List<String> names, String description, List<String> values) {}

    private final List<Command> commands = new ArrayList<>();

    CompletionScripts(CommandLine root) {
        List<String> names = new ArrayList<>();
        root.getSubcommands().forEach((name, each) -> {
            if (!each.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        for (String name : names) {
            commands.add(command(root.getSubcommands().get(name), names));
        }
    }

    private static Command command(CommandLine command, List<String> names) {
        List<Option> options = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                options.add(new Option(
                        Arrays.asList(option.names()), String.join(" ", option.description()), values(option)));
            }
        }
        String name = command.getCommandName();
        List<String> arguments = new ArrayList<>(command.getSubcommands().keySet());
        if (name.equals("help")) {
            arguments.addAll(names);
        } else if (name.equals("model")) {
            arguments.add("inspect");
        } else if (name.equals("completion")) {
            arguments.addAll(List.of("bash", "zsh", "fish", "powershell"));
        }
        return new Command(
                name, String.join(" ", command.getCommandSpec().usageMessage().description()), options, arguments);
    }

    private static List<String> values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return null;
        }
        if (option.completionCandidates() != null) {
            List<String> values = new ArrayList<>();
            option.completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
            return values;
        }
        List<String> values = new ArrayList<>();
        switch (option.longestName()) {
            case "--strategy" -> values.addAll(MaskStrategyProvider.names());
            case "--for" -> {
                values.addAll(Validation.CONSUMERS);
                values.add("all");
            }
            case "--report" -> {
                for (Report report : Report.values()) {
                    String name = report.name().toLowerCase(Locale.ROOT);
                    values.add(report == Report.GITHUB ? name : name + "=");
                }
            }
            case "--explain", "--select", "--ignore" -> {
                for (Code code : Codes.ALL) {
                    values.add(code.name());
                }
            }
            case "--box" -> values.addAll(List.of("xywh", "xyxy", "cxcywh"));
            default -> {}
        }
        return values;
    }

    private List<String> names() {
        return commands.stream().map(Command::name).toList();
    }

    /** For bash, with and without the package bash-completion. */
    String bash() {
        StringBuilder script = new StringBuilder("""
                # bash completion for copra: source <(copra completion bash)
                _copra() {
                  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
                  local found='' options='' list=''
                  COMPREPLY=()
                  # bash takes = for a word of its own
                  if [[ $word == '=' ]]; then
                    word=''
                  elif [[ $before == '=' ]]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                  fi
                  if ((COMP_CWORD == 1)); then
                    COMPREPLY=($(compgen -W 'COMMANDS --help --version' -- "$word"))
                    return
                  fi
                  case $command in
                """.replace("COMMANDS", String.join(" ", names())));
        for (Command command : commands) {
            script.append("    ").append(command.name()).append(")\n      case $before in\n");
            for (Option option : command.options()) {
                if (option.values() != null) {
                    script.append("        ").append(String.join(" | ", option.names()));
                    script.append(") list=1 found='")
                            .append(String.join(" ", option.values()))
                            .append("' ;;\n");
                }
            }
            script.append("        *) found='").append(String.join(" ", command.arguments()));
            script.append("' options='")
                    .append(String.join(" ", optionNames(command)))
                    .append("' ;;\n");
            script.append("      esac\n      ;;\n");
        }
        return script.append("""
                  esac
                  if [[ $word == -* && -z $list ]]; then
                    COMPREPLY=($(compgen -W "$options" -- "$word"))
                  elif [[ -n $found ]]; then
                    local first=''
                    [[ -n $list && $word == *,* ]] && first=${word%,*},
                    COMPREPLY=($(compgen -P "$first" -W "$found" -- "${word##*,}"))
                    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
                  fi
                }
                # where nothing is found, the names of files
                complete -o default -o bashdefault -F _copra copra
                """).toString();
    }

    String zsh() {
        StringBuilder script = new StringBuilder("""
                #compdef copra
                # zsh completion for copra: source <(copra completion zsh), or a file _copra in a folder of fpath
                _copra() {
                  local word=${words[CURRENT]} before=${words[CURRENT-1]} list=''
                  local -a found options
                  if ((CURRENT == 2)); then
                    compadd -- COMMANDS --help --version
                    return
                  fi
                  if [[ $word == --*=* ]]; then
                    before=${word%%=*}
                    compset -P '*='
                  fi
                  case ${words[2]} in
                """.replace("COMMANDS", String.join(" ", names())));
        for (Command command : commands) {
            script.append("    ").append(command.name()).append(")\n      case $before in\n");
            for (Option option : command.options()) {
                if (option.values() != null) {
                    script.append("        (").append(String.join("|", option.names()));
                    script.append(") list=1 found=(")
                            .append(String.join(" ", option.values()))
                            .append(") ;;\n");
                }
            }
            script.append("        (*) found=(").append(String.join(" ", command.arguments()));
            script.append(") options=(")
                    .append(String.join(" ", optionNames(command)))
                    .append(") ;;\n");
            script.append("      esac\n      ;;\n");
        }
        return script.append("""
                  esac
                  if [[ $word == -* && -z $list ]]; then
                    compadd -- $options
                  elif (($#found)); then
                    [[ -n $list ]] && compset -P '*,'
                    compadd -S '' -- $found
                  else
                    _files
                  fi
                }
                if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
                  _copra "$@"
                else
                  (($+functions[compdef])) || { autoload -Uz compinit && compinit -u; }
                  compdef _copra copra
                fi
                """).toString();
    }

    String fish() {
        StringBuilder script = new StringBuilder("# fish completion for copra\n");
        for (Command command : commands) {
            script.append("complete -c copra -n __fish_use_subcommand -f -a ").append(command.name());
            script.append(" -d ").append(quoted(command.description())).append('\n');
            String condition = " -n '__fish_seen_subcommand_from " + command.name() + "'";
            if (!command.arguments().isEmpty()) {
                script.append("complete -c copra").append(condition).append(" -f -a ");
                script.append(quoted(String.join(" ", command.arguments()))).append('\n');
            }
            for (Option option : command.options()) {
                script.append("complete -c copra").append(condition);
                for (String name : option.names()) {
                    script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
                }
                if (option.values() != null) {
                    script.append(option.values().isEmpty() ? " -r -F" : " -x -a ");
                    if (!option.values().isEmpty()) {
                        script.append(quoted("(__fish_complete_list , 'printf \"%s\\n\" "
                                + String.join(" ", option.values()) + "')"));
                    }
                }
                script.append(" -d ").append(quoted(option.description())).append('\n');
            }
        }
        return script.toString();
    }

    String powershell() {
        StringBuilder script = new StringBuilder("$CopraOptions = @{\n");
        for (Command command : commands) {
            script.append("  '").append(command.name()).append("' = @('");
            script.append(String.join("', '", optionNames(command))).append("')\n");
        }
        return script.append("""
                }
                Register-ArgumentCompleter -Native -CommandName copra -ScriptBlock {
                  param($word, $line, $position)
                  $words = $line.CommandElements | ForEach-Object { $_.ToString() }
                  $known = if ($words.Count -gt 1 -and $CopraOptions.ContainsKey($words[1])) {
                    $CopraOptions[$words[1]]
                  } else {
                    $CopraOptions.Keys
                  }
                  $known | Where-Object { $_ -like "$word*" } | Sort-Object
                }
                """).toString();
    }

    private static List<String> optionNames(Command command) {
        List<String> names = new ArrayList<>();
        for (Option option : command.options()) {
            names.addAll(option.names());
        }
        return names;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
