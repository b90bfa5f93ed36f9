package dev.copra.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code copra completion}: prints a shell's completion script. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        sortOptions = false,
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  source <(copra completion bash)",
            "  copra completion zsh > ~/.copra-completion; echo 'source ~/.copra-completion' >> ~/.zshrc",
            "  copra completion fish > ~/.config/fish/completions/copra.fish",
            "  copra completion powershell >> $PROFILE"
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    private enum Shell {
        BASH,
        ZSH,
        FISH,
        POWERSHELL
    }

    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or powershell.")
    private Shell shell;

    @Mixin
    private CommonOptions common;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine root = Commands.all(console);
        console.print(
                switch (shell) {
                    // picocli's script serves both: it loads bashcompinit under zsh
                    case BASH, ZSH -> lowerCaseWords(AutoComplete.bash("copra", root));
                    case FISH -> fish(root);
                    case POWERSHELL -> powershell(root);
                });
        return ExitCode.DONE;
    }

    /** The values to choose from as the help writes them; picocli knows them as Java's constants. */
    private static String lowerCaseWords(String script) {
        return Pattern.compile("_args=\\(.*\\)")
                .matcher(script)
                .replaceAll(words -> Matcher.quoteReplacement(words.group().toLowerCase(Locale.ROOT)));
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder();
        for (CommandLine command : root.getSubcommands().values()) {
            if (command.getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            String name = command.getCommandName();
            script.append("complete -c copra -n __fish_use_subcommand -a ")
                    .append(name)
                    .append(" -d ")
                    .append(quoted(description(command)))
                    .append('\n');
            command.getCommandSpec().options().stream().filter(o -> !o.hidden()).forEach(option -> {
                script.append("complete -c copra -n '__fish_seen_subcommand_from ")
                        .append(name)
                        .append('\'');
                for (String alias : option.names()) {
                    script.append(alias.startsWith("--") ? " -l " + alias.substring(2) : " -s " + alias.substring(1));
                }
                script.append(option.arity().max() > 0 ? " -r" : "");
                if (option.completionCandidates() != null) {
                    script.append(" -f -a ")
                            .append(quoted(String.join(" ", option.completionCandidates())
                                    .toLowerCase(Locale.ROOT)));
                }
                script.append(" -d ")
                        .append(quoted(String.join(" ", option.description())))
                        .append('\n');
            });
        }
        return script.toString();
    }

    private static String description(CommandLine command) {
        return String.join(" ", command.getCommandSpec().usageMessage().description());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    private static String powershell(CommandLine root) {
        StringBuilder script = new StringBuilder("$CopraOptions = @{\n");
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .forEach(command -> {
                    script.append("  '").append(command.getCommandName()).append("' = @(");
                    script.append(String.join(
                            ", ",
                            command.getCommandSpec().options().stream()
                                    .filter(o -> !o.hidden())
                                    .map(o -> "'" + o.longestName() + "'")
                                    .toList()));
                    script.append(")\n");
                });
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
}
