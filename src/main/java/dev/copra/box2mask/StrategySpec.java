package dev.copra.box2mask;

import java.io.Serializable;
import java.util.Map;

/**
 * Which strategy to open, and how: what travels to another process to open the same one there.
 *
 * @param name the strategy's name on the command line
 * @param options its own settings by name
 */
public record StrategySpec(String name, Map<String, String> options) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Keeps a copy of the options. */
    public StrategySpec {
        options = Map.copyOf(options);
    }
}
