package dev.copra.dataset.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the categories that are one. Each category of an earlier document takes at most one of each later one, that with its own id
 * first, so that two that share a name stay two.
 */
final class MergeCategories {
    /** A category of the output. */
    private record Known(Id id, String name, CocoRecord record) {}

    private final List<MergePart> parts;
    private final MergeOptions.Key key;
    private final MergeTally tally;
    private final Map<String, List<Known>> byName = new HashMap<>();
    private final Map<Id, Known> byId = new LinkedHashMap<>();
    private final FreshIds fresh;

    MergeCategories(List<MergePart> parts, MergeOptions.Key key, MergeTally tally) {
        this.parts = parts;
        this.key = key;
        this.tally = tally;
        Set<Id> all = new HashSet<>();
        long greatest = 0;
        for (MergePart part : parts) {
            for (CocoRecord category : part.categories) {
                Id id = id(category);
                all.add(id);
                greatest = id.isLong() ? Math.max(greatest, id.number()) : greatest;
            }
        }
        fresh = new FreshIds(greatest, all::contains);
    }

    void plan(List<MergeFate> fates) throws IOException {
        for (int p = 0; p < parts.size(); p++) {
            List<Known> own = new ArrayList<>();
            Set<Known> matched = new HashSet<>();
            List<CocoRecord> categories = parts.get(p).categories;
            Known[] matches = new Known[categories.size()];
            // those of one id first: a name alone must not take another's place
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < matches.length; i++) {
                    matches[i] = matches[i] != null ? matches[i] : match(categories.get(i), pass == 0, matched);
                }
            }
            for (int i = 0; i < matches.length; i++) {
                plan(categories.get(i), matches[i], p, i, fates.get(p), own);
            }
            own.forEach(this::add);
        }
    }

    private Known match(CocoRecord category, boolean sameId, Set<Known> matched) {
        Id id = id(category);
        if (!id.present()) {
            return null;
        }
        if (key == MergeOptions.Key.ID) {
            return byId.get(id);
        }
        for (Known known : byName.getOrDefault(String.valueOf(name(category)), List.of())) {
            if ((!sameId || known.id().equals(id)) && matched.add(known)) {
                return known;
            }
        }
        return null;
    }

    private void plan(CocoRecord category, Known match, int part, int at, MergeFate fate, List<Known> own) {
        Id id = id(category);
        if (match != null) {
            fate.goneCategories.set(at);
            if (!match.id().equals(id)) {
                fate.categories.put(id, match.id().json());
            }
            tally.differingCategories += differs(match.record(), category) ? 1 : 0;
            return;
        }
        Id newId = id;
        if (part > 0) {
            tally.addedCategories++;
            if (id.present() && byId.containsKey(id)) {
                newId = fresh.instead(id);
                fate.categories.put(id, newId.json());
                tally.renumberedCategories++;
            }
        }
        if (newId.present()) {
            own.add(new Known(newId, name(category), category));
        }
    }

    private void add(Known known) {
        byId.putIfAbsent(known.id(), known);
        byName.computeIfAbsent(String.valueOf(known.name()), n -> new ArrayList<>())
                .add(known);
    }

    private static boolean differs(CocoRecord a, CocoRecord b) {
        try {
            return !withoutId(a).equals(withoutId(b));
        } catch (IOException e) {
            return true;
        }
    }

    private static JsonNode withoutId(CocoRecord record) throws IOException {
        byte[] text = record.toBytes();
        ObjectNode tree = (ObjectNode) JsonValues.tree(text, 0, text.length);
        tree.remove("id");
        return tree;
    }

    private static Id id(CocoRecord category) {
        try {
            return category.id("id");
        } catch (AnnotationException e) {
            return Id.NONE;
        }
    }

    private static String name(CocoRecord category) {
        try {
            return category.text("name");
        } catch (AnnotationException e) {
            return null;
        }
    }
}
