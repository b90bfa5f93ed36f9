package dev.copra.cli;

import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.report.Completion;
import dev.copra.report.validation.Report;
import dev.copra.validate.Codes;
import dev.copra.validate.Validation;
import dev.copra.validate.finding.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What shells can complete: the commands, their options, and the values of an option where these are known. */
final class CompletionModel {
    private CompletionModel() {}

    static List<Completion.Command> of(CommandLine root) {
        List<String> names = new ArrayList<>();
        root.getSubcommands().forEach((name, each) -> {
            if (!each.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        return names.stream()
                .map(name -> command(root.getSubcommands().get(name), name, names))
                .toList();
    }

    private static Completion.Command command(CommandLine command, String name, List<String> names) {
        List<Completion.Option> options = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                options.add(new Completion.Option(
                        Arrays.asList(option.names()), String.join(" ", option.description()), values(option)));
            }
        }
        List<String> arguments = new ArrayList<>(command.getSubcommands().keySet());
        if (name.equals("help")) {
            arguments.addAll(names);
        } else if (name.equals("model")) {
            arguments.add("inspect");
        } else if (name.equals("completion")) {
            arguments.addAll(List.of("bash", "zsh", "fish", "powershell"));
        }
        return new Completion.Command(
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
}
