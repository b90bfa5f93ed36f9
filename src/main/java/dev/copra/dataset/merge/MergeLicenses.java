package dev.copra.dataset.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;
import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds the licences of later documents to those of the first, and gives them ids that are free. */
final class MergeLicenses {
    private record License(Id id, JsonNode rest) {}

    private final List<License> known = new ArrayList<>();
    private final Set<Id> ids = new HashSet<>();
    private final List<byte[]> added = new ArrayList<>();
    private byte[] first;

    /**
     * @return the member's new value, or null if it stays
     */
    byte[] plan(List<MergePart> parts, List<MergeFate> fates, MergeTally tally) throws IOException {
        long greatest = 0;
        List<List<byte[]>> lists = new ArrayList<>();
        for (MergePart part : parts) {
            byte[] list = part.member("licenses");
            List<byte[]> records = list == null || list[0] != '[' ? List.of() : elements(list);
            lists.add(records);
            first = lists.size() == 1 && list != null && list[0] == '[' ? list : first;
            for (byte[] record : records) {
                License license = license(record);
                ids.add(license.id());
                greatest =
                        license.id().isLong() ? Math.max(greatest, license.id().number()) : greatest;
            }
        }
        FreshIds fresh = new FreshIds(greatest, ids::contains);
        ids.clear();
        for (int p = 0; p < parts.size(); p++) {
            for (byte[] record : lists.get(p)) {
                add(record, p == 0, fates.get(p), fresh);
            }
        }
        tally.addedLicenses = added.size();
        return added.isEmpty() ? null : list();
    }

    private void add(byte[] record, boolean isFirst, MergeFate fate, FreshIds fresh) throws IOException {
        License license = license(record);
        if (isFirst) {
            known.add(license);
            ids.add(license.id());
            return;
        }
        License same = null;
        for (License other : known) {
            boolean equal = other.rest().equals(license.rest());
            same = equal && (same == null || other.id().equals(license.id())) ? other : same;
        }
        if (same != null) {
            if (!same.id().equals(license.id())
                    && license.id().present()
                    && same.id().present()) {
                fate.licenses.put(license.id(), same.id().json());
            }
            return;
        }
        Id id = license.id();
        byte[] text = record;
        if (id.present() && ids.contains(id)) {
            id = fresh.instead(id);
            fate.licenses.put(license.id(), id.json());
            text = CocoRecord.parse(record, Section.IMAGES, 0, 1, 1)
                    .toBytes(Edit.builder().set("id", id.json()).build());
        }
        ids.add(id);
        known.add(new License(id, license.rest()));
        added.add(text);
    }

    private static License license(byte[] record) throws IOException {
        JsonNode tree = JsonValues.tree(record, 0, record.length);
        if (!(tree instanceof ObjectNode object)) {
            return new License(Id.NONE, tree);
        }
        JsonNode idNode = object.remove("id");
        Id id = Id.NONE;
        if (idNode != null && (idNode.isNumber() || idNode.isTextual())) {
            byte[] json = idNode.toString().getBytes(StandardCharsets.UTF_8);
            id = Id.parse(json, 0, json.length);
        }
        return new License(id, object);
    }

    private static List<byte[]> elements(byte[] list) {
        List<byte[]> elements = new ArrayList<>();
        int p = JsonNumbers.skipSpace(list, 1);
        while (list[p] != ']') {
            int end = JsonValues.endOfValue(list, p);
            elements.add(Arrays.copyOfRange(list, p, end));
            p = JsonNumbers.skipSpace(list, end);
            p = list[p] == ',' ? JsonNumbers.skipSpace(list, p + 1) : p;
        }
        return elements;
    }

    /** The first list, and behind its last element those that are added. */
    private byte[] list() {
        byte[] before = first == null ? new byte[] {'[', ']'} : first;
        int end = before.length - 1;
        while (before[end - 1] <= ' ') {
            end--;
        }
        boolean empty = before[end - 1] == '[';
        JsonText text = new JsonText(before.length + 256).add(Arrays.copyOf(before, end));
        for (byte[] record : added) {
            text.add(empty ? "" : ", ").add(record);
            empty = false;
        }
        return text.add(Arrays.copyOfRange(before, end, before.length)).toBytes();
    }
}
