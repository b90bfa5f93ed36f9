package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.GivenOptions;
import java.util.List;
import java.util.Set;

/** Refuses options that mean nothing with what a command is about. */
final class OnlyOptions {
    /** Options that go with everything. */
    private static final Set<String> COMMON =
            Set.of("--type", "--json", "--per-category", "--quiet", "--fail-fast", "--debug", "--threads");

    private OnlyOptions() {}

    /**
     * Checks what the user gave.
     *
     * @param given all options of the command line
     * @param with what it is about, as an option
     * @param allowed which options have a meaning
     * @throws CommandException names those that have none
     */
    static void check(GivenOptions given, String with, Set<String> allowed) {
        List<String> others = given.names().stream()
                .filter(name -> !allowed.contains(name) && !COMMON.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new CommandException(
                    String.join(", ", others) + (others.size() == 1 ? " does" : " do") + " not go with " + with);
        }
    }
}
