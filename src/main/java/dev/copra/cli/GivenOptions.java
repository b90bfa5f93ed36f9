package dev.copra.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which options were given. */
interface GivenOptions {
    /** A command that has to know. */
    interface Aware {
        void given(GivenOptions options);
    }

    /** Their longest names, in the order in which they were given. */
    List<String> names();

    /** Those of a mixin. @param field of the command */
    List<String> ofMixin(String field);

    /** What picocli has read. */
    record Parsed(CommandSpec spec) implements GivenOptions {
        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>();
            for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
                names.add(option.longestName());
            }
            return names;
        }

        @Override
        public List<String> ofMixin(String field) {
            List<String> names = names();
            names.removeIf(name -> spec.mixins().get(field).findOption(name) == null);
            return names;
        }
    }
}
