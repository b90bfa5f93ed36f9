package dev.copra.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The subcommands by name, in the order in which help lists them. */
final class Commands {
    private static final List<String> NAMES = List.of(
            "mask",
            "convert",
            "formats",
            "detect",
            "model",
            "validate",
            "fix",
            "score",
            "show",
            "rle",
            "info",
            "eval",
            "suppress",
            "proposals",
            "anchors",
            "completion",
            "cues",
            "warm-up");

    private Commands() {}

    static boolean isCommand(String[] args) {
        return args.length > 0 && NAMES.contains(args[0]);
    }

    /** A switch rather than a table of constructors, each of which would be linked whenever any command starts. */
    private static Callable<Integer> create(String name, Console console) {
        return switch (name) {
            case "mask" -> new MaskCommand(console);
            case "convert" -> new ConvertCommand(console);
            case "formats" -> new FormatsCommand(console);
            case "detect" -> new DetectCommand(console);
            case "model" -> new ModelCommand(console);
            case "validate" -> new ValidateCommand(console);
            case "fix" -> new FixCommand(console);
            case "score" -> new ScoreCommand(console);
            case "show" -> new ShowCommand(console);
            case "rle" -> new RleCommand(console);
            case "info" -> new InfoCommand(console);
            case "eval" -> new EvalCommand(console);
            case "suppress" -> new SuppressCommand(console);
            case "proposals" -> new ProposalsCommand(console);
            case "anchors" -> new AnchorsCommand(console);
            case "completion" -> new CompletionCommand(console);
            case "cues" -> new CuesCommand(console);
            case "warm-up" -> new WarmUpCommand(console);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One command, alone. */
    static CommandLine one(String name, Console console) {
        return configured(styled(new CommandLine(create(name, console))).setCommandName("copra " + name));
    }

    /** The options of one command. */
    static CommandLine.Model.CommandSpec spec(String name) {
        return new CommandLine(create(name, null)).getCommandSpec();
    }

    /** The whole tree, for help and completion. */
    static CommandLine all(Console console) {
        CommandLine root = new CommandLine(new CopraCommand(console));
        for (String name : NAMES) {
            root.addSubcommand(name, styled(new CommandLine(create(name, console))));
        }
        return configured(root);
    }

    /** How the help of a command looks. */
    private static CommandLine styled(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .descriptionHeading("%n")
                .optionListHeading("%nOptions:%n");
        return command.setHelpFactory(new HelpTexts());
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
