package dev.copra.dataset.remap;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a category.
 *
 * @param from its name or id
 * @param to its new name or id; that of another category merges the two
 */
public record CategoryRule(String from, String to) {

    /**
     * Reads {@code cat:feline,dog:canine}.
     *
     * @throws IllegalArgumentException if a part is not OLD:NEW
     */
    public static List<CategoryRule> parse(String text) {
        List<CategoryRule> rules = new ArrayList<>();
        for (String word : text.split(",")) {
            if (!word.isBlank()) {
                rules.add(pair(word, ":"));
            }
        }
        return rules;
    }

    /**
     * Reads a rule a line: OLD:NEW or, for names with colons, OLD, a tab and NEW. Lines without a word are passed over.
     *
     * @throws IllegalArgumentException if a line is neither
     */
    public static List<CategoryRule> parseLines(String text) {
        List<CategoryRule> rules = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            try {
                rules.add(pair(line, line.indexOf('\t') >= 0 ? "\t" : ":"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (rules.size() + 1) + ": " + e.getMessage(), e);
            }
        });
        return rules;
    }

    private static CategoryRule pair(String text, String separator) {
        String[] parts = text.split(separator, -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is not OLD:NEW"
                    + (parts.length > 2 ? "; a name with colons needs a line of a file, with a tab before NEW" : ""));
        }
        return new CategoryRule(parts[0].strip(), parts[1].strip());
    }
}
