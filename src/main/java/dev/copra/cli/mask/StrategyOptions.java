package dev.copra.cli.mask;

import dev.copra.box2mask.MaskStrategyProvider;
import dev.copra.box2mask.StrategyOption;
import dev.copra.cli.console.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The options that strategies declare, as the command line's. */
public final class StrategyOptions {
    /** @param strategies the names of those that have it */
    private record Declared(StrategyOption option, List<String> strategies) {}

    /** By the names on the command line. */
    private final Map<String, Declared> declared = new LinkedHashMap<>();

    private final Map<String, OptionSpec> specs = new HashMap<>();

    /** Adds the options of all strategies to a command. One that has its name already gets the strategy's before its own. */
    public void declare(CommandSpec command) {
        for (MaskStrategyProvider provider : MaskStrategyProvider.all()) {
            for (StrategyOption option : provider.options()) {
                String name = "--" + option.name();
                Declared same = declared.get(name);
                if (same != null && same.option().equals(option)) {
                    same.strategies().add(provider.name());
                    continue;
                }
                boolean taken = same != null || command.findOption(name) != null;
                declared.put(
                        taken ? "--" + provider.name() + "-" + option.name() : name,
                        new Declared(option, new ArrayList<>(List.of(provider.name()))));
            }
        }
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nOptions of strategies:%n")
                .exclusive(false)
                .validate(false)
                .multiplicity("0..1");
        declared.forEach((name, each) -> {
            OptionSpec spec = spec(name, each);
            specs.put(name, spec);
            group.addArg(spec);
        });
        command.addArgGroup(group.build());
    }

    private static OptionSpec spec(String name, Declared declared) {
        StrategyOption option = declared.option();
        OptionSpec.Builder builder = OptionSpec.builder(name)
                .paramLabel(option.type().label())
                .description("Of " + String.join(", ", declared.strategies()) + ": " + option.description());
        if (option.type() instanceof StrategyOption.Flag) {
            return builder.type(boolean.class).arity("0").build();
        }
        if (option.type() instanceof StrategyOption.Pairs) {
            return builder.type(Map.class)
                    .auxiliaryTypes(String.class, String.class)
                    .build();
        }
        if (option.type() instanceof StrategyOption.Choice choice) {
            builder.completionCandidates(choice.values());
        }
        ITypeConverter<String> converter = text -> {
            try {
                option.type().check(text);
                return text;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
        return builder.type(String.class).converters(converter).build();
    }

    /** Whether an option was given. */
    public boolean isGiven(String name) {
        OptionSpec spec = specs.get(name);
        return spec != null && spec.getValue() != null && !Boolean.FALSE.equals(spec.getValue());
    }

    /**
     * What was given, by the names of the strategy's options.
     *
     * @throws CommandException if an option of another strategy was given
     */
    public Map<String, String> given(String strategy) {
        Map<String, String> values = new HashMap<>();
        declared.forEach((name, each) -> {
            if (!isGiven(name)) {
                return;
            }
            if (!each.strategies().contains(strategy)) {
                throw new CommandException(name + " belongs to --strategy " + String.join(" or ", each.strategies()));
            }
            String key = each.option().name();
            Object value = specs.get(name).getValue();
            if (value instanceof Map<?, ?> pairs) {
                pairs.forEach((k, v) -> values.put(key + "." + k, String.valueOf(v)));
            } else {
                values.put(key, value.toString());
            }
        });
        return values;
    }

    /** A line for each strategy: its name and what it says of itself. */
    public static String help() {
        List<MaskStrategyProvider> all = MaskStrategyProvider.all();
        int width = all.stream().mapToInt(p -> p.name().length()).max().orElse(0);
        return all.stream()
                .map(p -> ("  " + p.name() + " ".repeat(width - p.name().length() + 2) + p.help()).stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
