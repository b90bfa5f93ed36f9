package dev.copra.cli.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which options were given. */
public interface GivenOptions {
    /** A command that has to know. */
    interface Aware {
        /** Tells the command before it is called. */
        void given(GivenOptions options);
    }

    /** Their longest names, in the order in which they were given. */
    List<String> names();

    /** Those of a mixin. @param field of the command */
    List<String> ofMixin(String field);

    /** The places to write to that options name, whether they were given or not. */
    List<WrittenPlaces.Written> written();

    /** Whether a flag is set; not if the command has none of the name. */
    boolean isSet(String flag);

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

        @Override
        public List<WrittenPlaces.Written> written() {
            List<WrittenPlaces.Written> places = new ArrayList<>();
            for (OptionSpec option : spec.options()) {
                Object value = option.getValue();
                for (Object each : value instanceof List<?> several ? several : Collections.singletonList(value)) {
                    if (each instanceof WrittenPlaces.Written place) {
                        places.add(place);
                    }
                }
            }
            return places;
        }

        @Override
        public boolean isSet(String flag) {
            OptionSpec option = spec.findOption(flag);
            return option != null && Boolean.TRUE.equals(option.getValue());
        }
    }
}
