package dev.copra.cli;

import dev.copra.cli.console.Console;
import dev.copra.cli.dataset.ConvertCommand;
import dev.copra.cli.dataset.DiffCommand;
import dev.copra.cli.dataset.FilterCommand;
import dev.copra.cli.dataset.FormatsCommand;
import dev.copra.cli.dataset.MergeCommand;
import dev.copra.cli.dataset.PatchCommand;
import dev.copra.cli.dataset.RemapCommand;
import dev.copra.cli.dataset.SampleCommand;
import dev.copra.cli.dataset.SplitCommand;
import dev.copra.cli.evaluation.AggregateCommand;
import dev.copra.cli.evaluation.CompareCommand;
import dev.copra.cli.evaluation.EvalCommand;
import dev.copra.cli.evaluation.ProposalsCommand;
import dev.copra.cli.evaluation.ScoreCommand;
import dev.copra.cli.evaluation.SuppressCommand;
import dev.copra.cli.inspection.AnchorsCommand;
import dev.copra.cli.inspection.FixCommand;
import dev.copra.cli.inspection.InfoCommand;
import dev.copra.cli.inspection.StatsCommand;
import dev.copra.cli.inspection.ValidateCommand;
import dev.copra.cli.mask.CuesCommand;
import dev.copra.cli.mask.DetectCommand;
import dev.copra.cli.mask.ExportTrainingCommand;
import dev.copra.cli.mask.LearnCommand;
import dev.copra.cli.mask.MaskCommand;
import dev.copra.cli.mask.ModelCommand;
import dev.copra.cli.mask.RleCommand;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.OpenOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.cli.picture.CropCommand;
import dev.copra.cli.picture.ExploreCommand;
import dev.copra.cli.picture.RenderCommand;
import dev.copra.cli.picture.ReportCommand;
import dev.copra.cli.picture.TileCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

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
            "filter",
            "sample",
            "split",
            "remap",
            "merge",
            "score",
            "render",
            "report",
            "explore",
            "rle",
            "info",
            "stats",
            "diff",
            "patch",
            "tile",
            "crop",
            "eval",
            "compare",
            "aggregate",
            "suppress",
            "proposals",
            "anchors",
            "learn",
            "export-training",
            "completion",
            "cues",
            "warm-up");

    static {
        // no option is a time or a database's; to look for these types takes a tenth of what a command needs to start
        System.setProperty("picocli.converters.excludes", "java\\.(time|sql)\\..*");
    }

    private Commands() {}

    static boolean isCommand(String[] args) {
        return args.length > 0 && isCommand(args[0]);
    }

    static boolean isCommand(String name) {
        return NAMES.contains(known(name));
    }

    /** The name that help lists first, for a name that a command is also called. */
    private static String known(String name) {
        return switch (name) {
            case "nms" -> "suppress";
            case "show" -> "render";
            default -> name;
        };
    }

    /** A switch rather than a table of constructors, each of which would be linked whenever any command starts. */
    private static Callable<Integer> create(String name) {
        return switch (name) {
            case "mask" -> new MaskCommand();
            case "convert" -> new ConvertCommand();
            case "formats" -> new FormatsCommand();
            case "detect" -> new DetectCommand();
            case "model" -> new ModelCommand();
            case "validate" -> new ValidateCommand();
            case "fix" -> new FixCommand();
            case "filter" -> new FilterCommand();
            case "sample" -> new SampleCommand();
            case "split" -> new SplitCommand();
            case "remap" -> new RemapCommand();
            case "merge" -> new MergeCommand();
            case "score" -> new ScoreCommand();
            case "render" -> new RenderCommand();
            case "report" -> new ReportCommand();
            case "explore" -> new ExploreCommand();
            case "rle" -> new RleCommand();
            case "info" -> new InfoCommand();
            case "stats" -> new StatsCommand();
            case "diff" -> new DiffCommand();
            case "patch" -> new PatchCommand();
            case "crop" -> new CropCommand();
            case "tile" -> new TileCommand();
            case "eval" -> new EvalCommand();
            case "compare" -> new CompareCommand();
            case "aggregate" -> new AggregateCommand();
            case "suppress" -> new SuppressCommand();
            case "proposals" -> new ProposalsCommand();
            case "anchors" -> new AnchorsCommand();
            case "learn" -> new LearnCommand();
            case "export-training" -> new ExportTrainingCommand();
            case "completion" -> new CompletionCommand();
            case "cues" -> new CuesCommand();
            case "warm-up" -> new WarmUpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /**
     * One command with its arguments, made without picocli; null if picocli is needed: for a form of arguments that is not
     * plain, for a configuration, for help, or because the training run has left no table of the command's options.
     */
    static Callable<Integer> plain(String[] args, Console console) throws IOException, ReflectiveOperationException {
        OptionTable table = OptionTable.read(known(args[0]));
        if (table == null) {
            return null;
        }
        Callable<Integer> command = create(known(args[0]));
        PlainArguments arguments = PlainArguments.fill(table, command, console, args);
        if (arguments == null || ProjectConfig.isAbove(arguments.words())) {
            return null;
        }
        if (command instanceof GivenOptions.Aware aware) {
            aware.given(arguments);
        }
        WrittenPlaces.check(command, arguments);
        return command;
    }

    /** Writes the tables of all commands into the folder from which they are read. */
    static void writeTables() throws IOException {
        for (String name : NAMES) {
            OptionTable.write(name, create(name).getClass());
        }
    }

    private static CommandLine command(String name, Console console) {
        Callable<Integer> command = create(name);
        CommandLine line = new CommandLine(command, new Factory(console));
        if (command instanceof OpenOptions open) {
            open.declare(line.getCommandSpec());
        }
        if (command instanceof GivenOptions.Aware aware) {
            aware.given(new GivenOptions.Parsed(line.getCommandSpec()));
        }
        return line;
    }

    /** Makes the mixins of a command. */
    private record Factory(Console console) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == CommonOptions.class
                    ? type.cast(new CommonOptions(console))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /** One command, alone. */
    static CommandLine one(String name, Console console) {
        return configured(styled(command(known(name), console)).setCommandName("copra " + known(name)));
    }

    /** Whether the table of a command has an option; without a table, none is in it. */
    static boolean isInTable(String command, String option) {
        try {
            OptionTable table = OptionTable.read(known(command));
            return table != null && table.option(option) != null;
        } catch (IOException e) {
            // the table saves time and nothing else
            return false;
        }
    }

    /** The options of one command. */
    static CommandSpec spec(String name) {
        return command(known(name), null).getCommandSpec();
    }

    /** The program with what its help tells of the commands: names and descriptions. To build all of them takes ten times as long. */
    static CommandLine root(Console console) {
        CommandLine root = new CommandLine(new CopraCommand(console)).setHelpFactory(new HelpTexts());
        for (String name : NAMES) {
            root.addSubcommand(name, summary(create(name).getClass().getAnnotation(CommandLine.Command.class)));
        }
        return configured(root);
    }

    private static CommandSpec summary(CommandLine.Command command) {
        CommandSpec spec = CommandSpec.create().aliases(command.aliases());
        spec.usageMessage().description(command.description()).hidden(command.hidden());
        // whatever follows the name of a command is not for the program itself to judge
        spec.parser().unmatchedArgumentsAllowed(true);
        return spec;
    }

    /** The whole tree, for completion. */
    static CommandLine all(Console console) {
        CommandLine root = new CommandLine(new CopraCommand(console)).setHelpFactory(new HelpTexts());
        for (String name : NAMES) {
            root.addSubcommand(name, styled(command(name, console)));
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

    /**
     * NaN is no option's value: whatever it is compared with, the answer is no, so that a threshold would do nothing. Nor are
     * infinite numbers, and -0 is 0.
     */
    private static double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new TypeConversionException("is not a number");
        }
        return number + 0.0;
    }

    private static CommandLine configured(CommandLine command) {
        command.getCommandSpec().usageMessage().parameterListHeading("%n");
        command.getSubcommands().values().forEach(Commands::configured);
        return command.registerConverter(double.class, Commands::number)
                .registerConverter(Double.class, Commands::number)
                .registerConverter(WrittenFile.class, WrittenFile::new)
                .registerConverter(WrittenFolder.class, WrittenFolder::new)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUseSimplifiedAtFiles(false)
                .setExpandAtFiles(false);
    }
}
