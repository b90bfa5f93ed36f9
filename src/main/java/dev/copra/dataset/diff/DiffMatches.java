package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which element of one document is which of the other. First by what they are known by, the k-th of one id being the k-th of that id;
 * what is known by nothing, by its bytes, and annotations by their overlap with others of their image.
 */
final class DiffMatches {
    private final DiffIndex a;
    private final DiffIndex b;
    private final List<Pair> pairs = new ArrayList<>();

    private DiffMatches(DiffIndex a, DiffIndex b) {
        this.a = a;
        this.b = b;
    }

    /**
     * A member of both documents, or of one.
     *
     * @param a in the first document, or null
     * @param b in the second document, or null
     * @param ofB for each element of b its element of a, or {@link DiffPart#NONE}
     */
    record Pair(DiffPart a, DiffPart b, int[] ofB) {
        String name() {
            return (a == null ? b : a).name();
        }

        boolean isList() {
            return (a == null ? b : a).isList();
        }
    }

    static DiffMatches of(DiffIndex a, DiffIndex b, DiffOptions options) throws IOException {
        DiffMatches matches = new DiffMatches(a, b);
        Set<DiffPart> met = new HashSet<>();
        for (DiffPart part : b.parts()) {
            DiffPart same = a.parts().stream()
                    .filter(p -> p.isList() == part.isList() && p.name().equals(part.name()) && !met.contains(p))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                met.add(same);
            }
            int[] ofB = new int[part.size()];
            Arrays.fill(ofB, DiffPart.NONE);
            matches.pairs.add(new Pair(same, part, ofB));
        }
        for (DiffPart part : a.parts()) {
            if (!met.contains(part)) {
                matches.pairs.add(new Pair(part, null, new int[0]));
            }
        }
        // annotations last, because they refer to images
        for (Pair pair : matches.pairs) {
            if (pair.a() != null && pair.b() != null && !pair.b().is("annotations")) {
                matches.match(pair);
            }
        }
        for (Pair pair : matches.pairs) {
            if (pair.a() != null && pair.b() != null && pair.b().is("annotations")) {
                matches.matchAnnotations(pair, options);
            }
        }
        return matches;
    }

    /** The members, in the order of the second document, then those that only the first one has. */
    List<Pair> pairs() {
        return pairs;
    }

    private void match(Pair pair) throws IOException {
        if (!pair.isList()) {
            pair.ofB()[0] = 0;
            return;
        }
        byKey(pair);
        byBytes(pair);
    }

    private void matchAnnotations(Pair pair, DiffOptions options) throws IOException {
        byKey(pair);
        Map<Id, Id> images = options.byOverlap() ? imagesOfB() : Map.of();
        new OverlapMatcher(a, b, pair, options).match(images);
        byBytes(pair);
    }

    /** For the ids of the images of b that have been matched, the ids in a. */
    private Map<Id, Id> imagesOfB() throws IOException {
        Map<Id, Id> images = new HashMap<>();
        for (Pair pair : pairs) {
            for (int i = 0; pair.b() != null && pair.b().is("images") && i < pair.ofB().length; i++) {
                if (pair.ofB()[i] != DiffPart.NONE) {
                    images.putIfAbsent(id(b, pair.b(), i), id(a, pair.a(), pair.ofB()[i]));
                }
            }
        }
        return images;
    }

    private static Id id(DiffIndex document, DiffPart part, int element) throws IOException {
        CocoRecord record = DiffIndex.record(part, element, document.bytes(part, element));
        try {
            return record == null ? Id.NONE : record.id("id");
        } catch (AnnotationException e) {
            return Id.NONE;
        }
    }

    private static void byKey(Pair pair) {
        DiffPart partA = pair.a();
        int[] first = new int[partA.keys().size()];
        int[] next = new int[partA.size()];
        Arrays.fill(first, DiffPart.NONE);
        for (int i = partA.size() - 1; i >= 0; i--) {
            int slot = partA.keySlot(i);
            if (slot != DiffPart.NONE) {
                next[i] = first[slot];
                first[slot] = i;
            }
        }
        for (int i = 0; i < pair.b().size(); i++) {
            Id key = pair.b().key(i);
            int slot = key.present() ? partA.keys().find(key) : DiffPart.NONE;
            if (slot >= 0 && first[slot] != DiffPart.NONE) {
                pair.ofB()[i] = first[slot];
                first[slot] = next[first[slot]];
            }
        }
    }

    /** Matches what is known by nothing with equals. */
    private void byBytes(Pair pair) throws IOException {
        boolean[] taken = taken(pair);
        Map<Integer, ArrayDeque<Integer>> byHash = new HashMap<>();
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && pair.a().keySlot(i) == DiffPart.NONE) {
                byHash.computeIfAbsent(Arrays.hashCode(a.bytes(pair.a(), i)), h -> new ArrayDeque<>())
                        .add(i);
            }
        }
        if (byHash.isEmpty()) {
            return;
        }
        for (int i = 0; i < pair.ofB().length; i++) {
            if (pair.ofB()[i] == DiffPart.NONE && pair.b().keySlot(i) == DiffPart.NONE) {
                byte[] bytes = b.bytes(pair.b(), i);
                ArrayDeque<Integer> same = byHash.getOrDefault(Arrays.hashCode(bytes), new ArrayDeque<>());
                for (Integer candidate : same) {
                    if (Arrays.equals(bytes, a.bytes(pair.a(), candidate))) {
                        pair.ofB()[i] = candidate;
                        same.remove(candidate);
                        break;
                    }
                }
            }
        }
    }

    /** Which elements of a are matched. */
    static boolean[] taken(Pair pair) {
        boolean[] taken = new boolean[pair.a() == null ? 0 : pair.a().size()];
        for (int element : pair.ofB()) {
            if (element != DiffPart.NONE) {
                taken[element] = true;
            }
        }
        return taken;
    }
}
