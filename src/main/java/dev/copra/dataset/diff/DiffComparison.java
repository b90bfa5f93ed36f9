package dev.copra.dataset.diff;

import dev.copra.coco.CocoRecord;
import dev.copra.dataset.diff.DiffMatches.Pair;
import dev.copra.dataset.diff.DiffTally.Key;
import dev.copra.dataset.diff.DocumentDiff.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says what the elements that belong together differ in. */
final class DiffComparison {
    private final DiffIndex a;
    private final DiffIndex b;
    private final DiffOptions options;
    /** Of the members that are no lists. */
    private final DiffTally members;

    private long respelled;

    private DiffComparison(DiffIndex a, DiffIndex b, DiffOptions options) {
        this.a = a;
        this.b = b;
        this.options = options;
        members = new DiffTally(options);
    }

    static DocumentDiff compare(DiffIndex a, DiffIndex b, DiffMatches matches, DiffOptions options) throws IOException {
        DiffComparison comparison = new DiffComparison(a, b, options);
        List<DocumentDiff.Part> lists = new ArrayList<>();
        for (Pair pair : matches.pairs()) {
            if (options.ignores(pair.name())) {
                continue;
            }
            if (pair.a() == null || pair.b() == null) {
                comparison.onlyOne(pair);
            }
            if (pair.isList()) {
                lists.add(comparison.list(pair));
            } else if (pair.a() != null && pair.b() != null) {
                comparison.value(pair);
            }
        }
        comparison.memberOrder(matches.pairs());
        List<DocumentDiff.Part> parts = new ArrayList<>();
        parts.add(new DocumentDiff.Part(null, a.parts().size(), b.parts().size(), comparison.members.groups()));
        parts.addAll(lists);
        return new DocumentDiff(false, comparison.respelled, parts);
    }

    private void onlyOne(Pair pair) {
        DiffPart part = pair.a() == null ? pair.b() : pair.a();
        String value =
                part.isList() ? "a list of " + part.size() : DiffNames.excerpt(pair.a() == null ? b : a, part, 0);
        members.add(
                Key.member(pair.a() == null ? DiffKind.ADDED : DiffKind.REMOVED, pair.name()),
                () -> pair.a() == null
                        ? new Place(pair.name(), null, value, Double.NaN)
                        : new Place(pair.name(), value, null, Double.NaN));
    }

    private void memberOrder(List<Pair> pairs) {
        List<DiffPart> order = a.parts();
        int[] ofB = pairs.stream()
                .filter(pair -> pair.b() != null)
                .mapToInt(pair -> pair.a() == null ? DiffPart.NONE : order.indexOf(pair.a()))
                .toArray();
        DiffOrder.moved(ofB).stream()
                .forEach(i -> members.add(Key.of(DiffKind.REORDERED), () -> {
                    DiffPart part = b.parts().get(i);
                    return new Place(part.name(), "place " + ofB[i], "place " + i, Double.NaN);
                }));
    }

    private void value(Pair pair) throws IOException {
        byte[] before = a.bytes(pair.a(), 0);
        byte[] after = b.bytes(pair.b(), 0);
        if (before[0] == '{' && after[0] == '{') {
            records(pair, 0, 0, before, after, members);
        } else {
            values(pair, 0, 0, before, after, members);
        }
    }

    private DocumentDiff.Part list(Pair pair) throws IOException {
        DiffTally tally = new DiffTally(options);
        boolean[] taken = DiffMatches.taken(pair);
        for (int j = 0; j < pair.ofB().length; j++) {
            int at = j;
            int i = pair.ofB()[j];
            if (i == DiffPart.NONE) {
                tally.add(
                        Key.of(DiffKind.ADDED),
                        () -> new Place(
                                DiffNames.where(b, pair.b(), at),
                                null,
                                DiffNames.description(b, pair.b(), at),
                                Double.NaN));
            } else {
                element(pair, i, j, tally);
            }
        }
        for (int i = 0; i < taken.length; i++) {
            int at = i;
            if (!taken[i]) {
                tally.add(
                        Key.of(DiffKind.REMOVED),
                        () -> new Place(
                                DiffNames.where(a, pair.a(), at),
                                DiffNames.description(a, pair.a(), at),
                                null,
                                Double.NaN));
            }
        }
        BitSet moved = DiffOrder.moved(pair.ofB());
        moved.stream()
                .forEach(j -> tally.add(
                        Key.of(DiffKind.REORDERED),
                        () -> new Place(
                                DiffNames.where(a, pair.a(), pair.ofB()[j]),
                                "place " + pair.ofB()[j],
                                "place " + j,
                                Double.NaN)));
        return new DocumentDiff.Part(
                pair.name(),
                pair.a() == null ? 0 : pair.a().size(),
                pair.b() == null ? 0 : pair.b().size(),
                tally.groups());
    }

    private void element(Pair pair, int i, int j, DiffTally tally) throws IOException {
        byte[] before = a.bytes(pair.a(), i);
        byte[] after = b.bytes(pair.b(), j);
        boolean same = Arrays.equals(before, after);
        if (same && !(options.byOverlap() && pair.b().is("annotations"))) {
            return;
        }
        if (before[0] == '{' && after[0] == '{') {
            records(pair, i, j, before, after, tally);
        } else if (!same) {
            values(pair, i, j, before, after, tally);
        }
    }

    private void values(Pair pair, int i, int j, byte[] before, byte[] after, DiffTally tally) {
        if (!DiffValues.same(before, after)) {
            tally.add(
                    Key.member(DiffKind.CHANGED, pair.isList() ? null : pair.name()),
                    () -> new Place(
                            DiffNames.where(a, pair.a(), i),
                            DiffNames.excerpt(before, after),
                            DiffNames.excerpt(after, before),
                            Double.NaN));
        } else if (!Arrays.equals(before, after)) {
            respelled++;
        }
    }

    private void records(Pair pair, int i, int j, byte[] before, byte[] after, DiffTally tally) throws IOException {
        CocoRecord x = DiffIndex.record(pair.a(), i, before);
        CocoRecord y = DiffIndex.record(pair.b(), j, after);
        RecordDiff diff = new RecordDiff(a, b, options, pair, DiffNames.where(a, pair.a(), i), x, y, tally);
        Set<String> names = new LinkedHashSet<>(x.names());
        names.addAll(y.names());
        boolean same = true;
        for (String name : names) {
            same &= diff.isSame(name);
        }
        if (same && !Arrays.equals(before, after)) {
            respelled++;
        }
    }
}
