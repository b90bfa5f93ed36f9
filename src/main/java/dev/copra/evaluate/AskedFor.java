package dev.copra.evaluate;

import dev.copra.coco.Messages;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Truth;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Images and categories of a truth that were asked for by name; images that it does not have are told and counted. */
public final class AskedFor {
    private static final int UNKNOWN_SHOWN = 5;

    private final String file;
    private final Truth truth;
    private final Messages messages;
    private int unknown;

    /** @param file that the truth is from, for messages */
    public AskedFor(String file, Truth truth, Messages messages) {
        this.file = file;
        this.truth = truth;
        this.messages = messages;
    }

    /** How many images were asked for that the truth does not have. */
    public int unknown() {
        return unknown;
    }

    /**
     * Chooses images.
     *
     * @param where they were asked for, for messages
     * @param ids as text, so that 7 is also "7"; null for all images
     * @return null for all images
     */
    public Predicate<Id> images(String where, Collection<String> ids) {
        if (ids == null) {
            return null;
        }
        Set<String> wanted = new LinkedHashSet<>(ids);
        Set<Id> known = truth.imageIds();
        Set<Id> chosen = new HashSet<>();
        wanted.forEach(word -> chosen.addAll(Id.typed(word)));
        tellUnknown(
                where,
                wanted.stream()
                        .filter(word -> Id.typed(word).stream().noneMatch(known::contains))
                        .toList());
        return chosen::contains;
    }

    /** Tells the images of a slice that the truth does not have. */
    public void checkSlice(String where, List<Id> ids) {
        Set<Id> known = truth.imageIds();
        tellUnknown(
                where,
                ids.stream().filter(id -> !known.contains(id)).map(Id::text).toList());
    }

    private void tellUnknown(String where, List<String> ids) {
        if (!ids.isEmpty()) {
            unknown += ids.size();
            messages.warn(where + ": the truth has no image "
                    + String.join(", ", ids.subList(0, Math.min(UNKNOWN_SHOWN, ids.size())))
                    + (ids.size() > UNKNOWN_SHOWN ? ", ... (" + ids.size() + " in all)" : ""));
        }
    }

    /**
     * Chooses categories.
     *
     * @param names names or ids; null for all categories
     * @return null for all categories
     * @throws IllegalArgumentException if the truth does not have one
     */
    public Predicate<Id> categories(Collection<String> names) {
        if (names == null) {
            return null;
        }
        Set<Id> wanted = new HashSet<>();
        for (String name : names) {
            int before = wanted.size();
            List<Id> typed = Id.typed(name);
            for (Category category : truth.categories()) {
                if (name.equals(category.name()) || typed.contains(category.id())) {
                    wanted.add(category.id());
                }
            }
            if (wanted.size() == before) {
                throw new IllegalArgumentException(file + ": there is no category '" + name + "'");
            }
        }
        return wanted::contains;
    }
}
