package dev.copra.dataset;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a conversion could not keep, by kind, with the first places of each. */
public final class Ledger {
    /** So many places of a kind are kept. */
    public static final int PLACES = 5;

    private final Map<Loss, Count> losses = new EnumMap<>(Loss.class);

    /** What of one kind was lost. */
    private static final class Count {
        long count;
        final List<String> places = new ArrayList<>();
    }

    /**
     * What of one kind was lost.
     *
     * @param places the first of them, {@link #PLACES} at most
     */
    public record Entry(Loss loss, long count, List<String> places) {}

    /** Counts one. @param place such as an image's name and an instance's id */
    public void lose(Loss loss, String place) {
        Count count = losses.computeIfAbsent(loss, l -> new Count());
        count.count++;
        if (count.places.size() < PLACES) {
            count.places.add(place);
        }
    }

    /** Counts one of an instance. */
    public void lose(Loss loss, DatasetImage image, Instance instance) {
        Count count = losses.get(loss);
        // the place is a string that is made only where it is kept
        if (count != null && count.places.size() == PLACES) {
            count.count++;
        } else {
            lose(loss, place(image, instance));
        }
    }

    /** How a place in a data set is called. */
    public static String place(DatasetImage image, Instance instance) {
        return instance.id().present() ? image.fileName() + ", id " + instance.id() : image.fileName();
    }

    /** Counts all that another one has counted. */
    public void add(Ledger other) {
        other.losses.forEach((loss, counted) -> {
            Count count = losses.computeIfAbsent(loss, l -> new Count());
            count.count += counted.count;
            int room = Math.min(PLACES - count.places.size(), counted.places.size());
            count.places.addAll(counted.places.subList(0, room));
        });
    }

    /** Whether nothing was lost. */
    public boolean isEmpty() {
        return losses.isEmpty();
    }

    /** How often something was lost. */
    public long count(Loss loss) {
        Count count = losses.get(loss);
        return count == null ? 0 : count.count;
    }

    /** All kinds that were met, in the order of {@link Loss}. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        losses.forEach((loss, count) -> entries.add(new Entry(loss, count.count, List.copyOf(count.places))));
        return entries;
    }
}
