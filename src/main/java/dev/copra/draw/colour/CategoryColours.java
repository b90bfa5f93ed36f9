package dev.copra.draw.colour;

import java.awt.Color;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The colours of a document's categories. A category's colour follows from its name, not from its place: the same name has the same colour
 * in every file, unless two names of a file fall on one colour; then the one that comes later in the alphabet takes the next that is
 * free. So all are different as long as there are colours enough; beyond that each colour is had by about as many.
 */
public final class CategoryColours {
    private final Map<String, Color> colors = new HashMap<>();

    /** @param names of all categories, in any order */
    public CategoryColours(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(names);
        int count = Palette.COLORS.size();
        int most = (sorted.size() + count - 1) / count;
        int[] used = new int[count];
        for (String name : sorted) {
            int slot = slot(name);
            while (used[slot] == most) {
                slot = (slot + 1) % count;
            }
            used[slot]++;
            colors.put(name, Palette.COLORS.get(slot));
        }
    }

    /** The colour of a category by its name, even of one that was not named before. */
    public Color of(String name) {
        Color color = colors.get(name);
        return color != null ? color : Palette.COLORS.get(slot(name));
    }

    private static int slot(String name) {
        return Palette.slot(name.hashCode());
    }
}
