package dev.copra.learn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The losses of boxes and how much each of them counts. That of masks, where there are some, counts 1. */
public record LossWeights(Map<String, Double> values) {
    /** How much each loss counts if its weight is not said: found on three sets, see docs/learning.md. */
    private static final Map<String, Double> USUAL = usual();

    private static Map<String, Double> usual() {
        Map<String, Double> usual = new LinkedHashMap<>();
        usual.put("projection", 1.0);
        usual.put("colours", .3);
        usual.put("features", .1);
        usual.put("consistency", .1);
        usual.put("prior", .5);
        return usual;
    }

    /** What counts if nothing is said. The other two brought no gain on the three sets. */
    public static LossWeights standard() {
        return parse("projection,colours,prior");
    }

    /** The names of all losses. */
    public static List<String> names() {
        return List.copyOf(USUAL.keySet());
    }

    /**
     * Reads losses with commas between them, each with a weight or without, such as {@code projection,colours:.5}; those that are not
     * named do not count.
     *
     * @throws IllegalArgumentException if a name is none of a loss, or a weight no number from 0 on
     */
    public static LossWeights parse(String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String part : Arrays.stream(text.split(",")).map(String::strip).toList()) {
            String[] words = part.split(":", 2);
            Double usual = USUAL.get(words[0]);
            if (usual == null) {
                throw new IllegalArgumentException(
                        "'" + words[0] + "' is no loss; there are " + String.join(", ", USUAL.keySet()));
            }
            values.put(words[0], words.length == 1 ? usual : weight(words[1]));
        }
        return new LossWeights(values);
    }

    private static double weight(String text) {
        try {
            double weight = Double.parseDouble(text);
            if (weight >= 0 && weight < 1e6) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number", e);
        }
        throw new IllegalArgumentException("a loss counts 0 or more, not " + text);
    }

    /** How much a loss counts. */
    public double of(String name) {
        return values.getOrDefault(name, 0.0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, weight) ->
                text.append(text.isEmpty() ? "" : ",").append(name).append(':').append(weight));
        return text.toString();
    }
}
