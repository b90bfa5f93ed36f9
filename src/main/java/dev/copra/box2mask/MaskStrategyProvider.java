package dev.copra.box2mask;

import java.util.List;
import java.util.ServiceLoader;

/** Opens a strategy by its name. Found by {@link ServiceLoader}, so that a jar on the class path adds one. */
public interface MaskStrategyProvider {

    /** The name on the command line, such as {@code fill}. */
    String name();

    /** @throws IllegalArgumentException if a setting is wrong; the message says which and what to do */
    MaskStrategy open(StrategySpec spec);

    /**
     * Opens the strategy that a specification names.
     *
     * @throws IllegalArgumentException if there is none, or a setting is wrong
     */
    static MaskStrategy openByName(StrategySpec spec) {
        ServiceLoader<MaskStrategyProvider> providers = ServiceLoader.load(MaskStrategyProvider.class);
        for (MaskStrategyProvider provider : providers) {
            if (provider.name().equals(spec.name())) {
                return provider.open(spec);
            }
        }
        throw new IllegalArgumentException(
                "there is no strategy '" + spec.name() + "'; there are " + String.join(", ", names()));
    }

    /** The names of all strategies, sorted. */
    static List<String> names() {
        return ServiceLoader.load(MaskStrategyProvider.class).stream()
                .map(p -> p.get().name())
                .sorted()
                .toList();
    }
}
