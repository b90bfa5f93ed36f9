package dev.copra.cli;

import dev.copra.cli.option.OptionRange;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed wrong, in words that are those of the help. */
public final class UsageErrors {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);

    private UsageErrors() {}

    /** Says it in one line, which names the option and what it takes. */
    public static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        ArgSpec argument = e.getArgSpec();
        if (argument == null || e.getValue() == null) {
            return e.getMessage().lines().findFirst().orElse("wrong usage");
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return name + ": '" + e.getValue() + "' " + wrong(argument, e);
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        boolean command =
                !e.isUnknownOption() && !e.getCommandLine().getSubcommands().isEmpty();
        List<String> similar = e.getSuggestions();
        return (e.isUnknownOption() ? "there is no option '" : command ? "there is no command '" : "one too many: '")
                + first
                + "'"
                + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
    }

    private static String wrong(ArgSpec argument, ParameterException e) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return "is none of "
                    + Stream.of(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (WHOLE.contains(type)) {
            return "is not a whole number" + OptionRange.of(argument);
        }
        if (type == double.class || type == Double.class) {
            return "is not a number" + OptionRange.of(argument);
        }
        // a strategy's own words
        return reason(e).startsWith("is ") ? reason(e) : "is wrong: " + reason(e);
    }

    private static String reason(ParameterException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage().lines().findFirst().orElse("");
    }
}
