package dev.copra.box2mask;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Opens a strategy by its name. Found by {@link ServiceLoader}, so that a jar on the class path adds one, with its options and
 * its line of help.
 */
public interface MaskStrategyProvider {

    /** The name on the command line, such as {@code fill}. */
    String name();

    /** What the strategy does, in a line of no more than 80 letters. */
    default String help() {
        return "";
    }

    /** The settings that the strategy has. */
    default List<StrategyOption> options() {
        return List.of();
    }

    /** @throws IllegalArgumentException if a setting is wrong; the message says which and what to do */
    MaskStrategy open(StrategySpec spec);

    /**
     * Opens the strategy that a specification names.
     *
     * @throws IllegalArgumentException if there is none, or a setting is wrong
     */
    static MaskStrategy openByName(StrategySpec spec) {
        for (MaskStrategyProvider provider : all()) {
            if (provider.name().equals(spec.name())) {
                return provider.open(spec);
            }
        }
        throw new IllegalArgumentException(
                "there is no strategy '" + spec.name() + "'; there are " + String.join(", ", names()));
    }

    /** All strategies, Copra's own before others. */
    static List<MaskStrategyProvider> all() {
        List<MaskStrategyProvider> all = new ArrayList<>();
        ServiceLoader.load(MaskStrategyProvider.class).forEach(all::add);
        return all;
    }

    /** The names of all strategies, sorted. */
    static List<String> names() {
        return all().stream().map(MaskStrategyProvider::name).sorted().toList();
    }
}
