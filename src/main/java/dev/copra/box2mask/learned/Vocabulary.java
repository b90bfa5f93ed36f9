package dev.copra.box2mask.learned;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The categories that a network knows by name. They are its metadata {@value #KEY}, a line each. */
public final class Vocabulary {
    /** Under which a network's metadata has the names. */
    public static final String KEY = "categories";

    private final Map<String, Integer> numbers = new HashMap<>();

    /** @param names a line each, in the order of their numbers, from 1 on */
    public Vocabulary(String names) {
        names.lines().forEach(name -> numbers.put(name, numbers.size() + 1));
    }

    /** The number of a category; 0 stands for all that are not known, and for none. */
    public int number(String category) {
        return category == null
                ? 0
                : numbers.getOrDefault(category.toLowerCase(Locale.ROOT).replace('_', ' '), 0);
    }
}
