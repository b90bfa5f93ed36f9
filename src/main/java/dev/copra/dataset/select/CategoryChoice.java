package dev.copra.dataset.select;

import dev.copra.coco.id.Id;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Categories as users name them: by name, by id (all digits), by a name with {@code *} and {@code ?}, or by
 * {@code supercategory:NAME}. A category that fits one of the words is meant.
 */
public record CategoryChoice(List<String> words) {
    private static final String SUPERCATEGORY = "supercategory:";
    private static final int MOST_SHOWN = 10;

    /**
     * The slots of what is meant.
     *
     * @throws IllegalArgumentException if a word fits no category
     */
    public BitSet of(CategoryList categories) {
        BitSet all = new BitSet();
        for (String word : words) {
            BitSet found = of(word, categories);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no category '" + word + "'; " + known(categories));
            }
            all.or(found);
        }
        return all;
    }

    private static BitSet of(String word, CategoryList categories) {
        if (word.startsWith(SUPERCATEGORY)) {
            Predicate<String> fits = fits(word.substring(SUPERCATEGORY.length()));
            return slots(categories, slot -> fits.test(categories.supercategory(slot)));
        }
        BitSet found = new BitSet();
        for (Id id : Id.typed(word)) {
            int slot = categories.find(id);
            if (slot >= 0) {
                found.set(slot);
            }
        }
        if (!word.matches("\\d+")) {
            Predicate<String> fits = fits(word);
            found.or(slots(categories, slot -> fits.test(categories.name(slot))));
        }
        return found;
    }

    private static Predicate<String> fits(String word) {
        if (!NamePattern.isPattern(word)) {
            return word::equals;
        }
        NamePattern pattern = new NamePattern(word);
        // a name may have such characters itself
        return name -> name != null && (name.equals(word) || pattern.matches(name));
    }

    private static BitSet slots(CategoryList categories, Predicate<Integer> fits) {
        BitSet slots = new BitSet();
        IntStream.range(0, categories.size()).filter(fits::test).forEach(slots::set);
        return slots;
    }

    private static String known(CategoryList categories) {
        int[] declared = IntStream.range(0, categories.size())
                .filter(categories::isDeclared)
                .toArray();
        return declared.length == 0
                ? "the file declares none, so name them by id"
                : "the file has "
                        + IntStream.of(declared)
                                .limit(MOST_SHOWN)
                                .mapToObj(categories::label)
                                .collect(Collectors.joining(", "))
                        + (declared.length > MOST_SHOWN ? ", ..." : "");
    }
}
