package dev.copra.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** The subcommands by name, in the order in which help lists them. */
final class Commands {
    private static final Map<String, Function<Console, Callable<Integer>>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("mask", MaskCommand::new);
        TABLE.put("convert", ConvertCommand::new);
        TABLE.put("detect", DetectCommand::new);
        TABLE.put("model", ModelCommand::new);
        TABLE.put("validate", ValidateCommand::new);
        TABLE.put("fix", FixCommand::new);
        TABLE.put("score", ScoreCommand::new);
        TABLE.put("show", ShowCommand::new);
        TABLE.put("rle", RleCommand::new);
        TABLE.put("info", InfoCommand::new);
        TABLE.put("eval", EvalCommand::new);
        TABLE.put("suppress", SuppressCommand::new);
        TABLE.put("proposals", ProposalsCommand::new);
        TABLE.put("anchors", AnchorsCommand::new);
        TABLE.put("completion", CompletionCommand::new);
        TABLE.put("cues", CuesCommand::new);
        TABLE.put("warm-up", WarmUpCommand::new);
    }

    private Commands() {}

    static boolean isCommand(String[] args) {
        return args.length > 0 && TABLE.containsKey(args[0]);
    }

    /** One command, alone. */
    static CommandLine one(String name, Console console) {
        CommandLine command = new CommandLine(TABLE.get(name).apply(console));
        command.setCommandName("copra " + name);
        return configured(command);
    }

    /** The whole tree, for help and completion. */
    static CommandLine all(Console console) {
        CommandLine root = new CommandLine(new CopraCommand(console));
        TABLE.forEach((name, factory) -> root.addSubcommand(name, factory.apply(console)));
        return configured(root);
    }

    private static CommandLine configured(CommandLine command) {
        command.getCommandSpec().usageMessage().parameterListHeading("%n");
        command.getSubcommands().values().forEach(Commands::configured);
        return command.setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUseSimplifiedAtFiles(false)
                .setExpandAtFiles(false);
    }
}
