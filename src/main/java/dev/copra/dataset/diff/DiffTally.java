package dev.copra.dataset.diff;

import dev.copra.dataset.diff.DocumentDiff.Group;
import dev.copra.dataset.diff.DocumentDiff.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the differences of a list by group, and keeps the first few of each. */
final class DiffTally {
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::kind)
            .thenComparing(group -> -group.count())
            .thenComparing(group -> group.member() == null ? "" : group.member())
            .thenComparing(group -> group.from() == null ? "" : group.from())
            .thenComparing(group -> group.to() == null ? "" : group.to());

    private final DiffOptions options;
    private final Map<Key, Counts> groups = new LinkedHashMap<>();

    DiffTally(DiffOptions options) {
        this.options = options;
    }

    /** What a group has in common, as {@link Group} has it. */
    record Key(DiffKind kind, String member, String from, String to) {
        static Key of(DiffKind kind) {
            return new Key(kind, null, null, null);
        }

        static Key member(DiffKind kind, String member) {
            return new Key(kind, member, null, null);
        }
    }

    private static final class Counts {
        private long count;
        private double sumOfIou;
        private double leastIou = Double.NaN;
        private final List<Place> places = new ArrayList<>();
    }

    /** Says where a difference is. */
    interface Where {
        Place place();
    }

    /** Counts a difference. @param where is asked only if the place is shown */
    void add(Key key, double iou, Where where) {
        if (options.ignores(key.kind().label())) {
            return;
        }
        Counts counts = groups.computeIfAbsent(key, k -> new Counts());
        counts.count++;
        counts.sumOfIou += iou;
        counts.leastIou = counts.count == 1 ? iou : Math.min(counts.leastIou, iou);
        if (counts.places.size() < options.places()) {
            counts.places.add(where.place());
        }
    }

    void add(Key key, Where where) {
        add(key, Double.NaN, where);
    }

    /** The groups by kind, the largest first. */
    List<Group> groups() {
        List<Group> all = new ArrayList<>();
        groups.forEach((key, counts) -> all.add(new Group(
                key.kind(),
                key.member(),
                key.from(),
                key.to(),
                counts.count,
                counts.sumOfIou / counts.count,
                counts.leastIou,
                counts.places)));
        all.sort(ORDER);
        return all;
    }
}
