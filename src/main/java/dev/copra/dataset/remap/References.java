package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;
import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids within the members of a record: lists of ids, and objects that have ids. All other bytes stay. */
public final class References {
    private References() {}

    /** What an id becomes. */
    public interface Change {
        /** The new id as JSON; null if it stays as it is; nothing if it goes. */
        byte[] of(Id id);
    }

    /** What stands for an id that goes. */
    public static final byte[] GONE = {};

    /**
     * A list of ids with new ids; each is in it once, if it became that of another one or one of them is gone.
     *
     * @param json the list, or another value
     * @return the same array if nothing changes
     */
    public static byte[] inList(byte[] json, Change change) {
        if (json[0] != '[') {
            return json;
        }
        Splices splices = new Splices(json);
        List<byte[]> ids = new ArrayList<>();
        Map<Id, Id> origins = new HashMap<>();
        boolean fewer = false;
        int p = JsonNumbers.skipSpace(json, 1);
        while (json[p] != ']') {
            int end = JsonValues.endOfValue(json, p);
            byte[] before = Arrays.copyOfRange(json, p, end);
            byte[] changed = changed(before, change);
            if (changed != null) {
                splices.replace(p, end, changed);
            }
            byte[] after = changed == null ? before : changed;
            Id origin = after.length == 0 ? Id.NONE : origins.putIfAbsent(idOf(after), idOf(before));
            if (origin == null || origin.equals(idOf(before))) {
                ids.add(after);
            } else {
                fewer = true;
            }
            p = afterComma(json, end);
        }
        return fewer && splices.any() ? list(ids, json) : splices.result();
    }

    /**
     * A list of objects with new ids.
     *
     * @param json the list, or another value
     * @param member of each object
     * @return the same array if nothing changes
     * @throws IllegalArgumentException if an id goes
     */
    public static byte[] inObjects(byte[] json, String member, Change change) {
        if (json[0] != '[') {
            return json;
        }
        Splices splices = new Splices(json);
        int p = JsonNumbers.skipSpace(json, 1);
        while (json[p] != ']') {
            int end = JsonValues.endOfValue(json, p);
            if (json[p] == '{') {
                inObject(json, p, member, change, splices);
            }
            p = afterComma(json, end);
        }
        return splices.result();
    }

    private static void inObject(byte[] json, int from, String member, Change change, Splices splices) {
        int p = JsonNumbers.skipSpace(json, from + 1);
        while (json[p] == '"') {
            int nameEnd = JsonValues.endOfValue(json, p);
            int value = JsonNumbers.skipSpace(json, JsonNumbers.skipSpace(json, nameEnd) + 1);
            int end = JsonValues.endOfValue(json, value);
            if (JsonValues.isString(json, p, nameEnd, member)) {
                byte[] changed = changed(Arrays.copyOfRange(json, value, end), change);
                if (changed != null && changed.length == 0) {
                    throw new IllegalArgumentException(
                            "segments of a picture cannot be dropped, because their pixels would stay in it");
                }
                if (changed != null) {
                    splices.replace(value, end, changed);
                }
            }
            p = afterComma(json, end);
        }
    }

    /** What an id becomes; null for none, and for what is no id. */
    private static byte[] changed(byte[] text, Change change) {
        Id id = idOf(text);
        byte[] changed = id.present() ? change.of(id) : null;
        return changed == null || Arrays.equals(changed, text) ? null : changed;
    }

    private static Id idOf(byte[] json) {
        try {
            return Id.parse(json, 0, json.length);
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }

    private static int afterComma(byte[] json, int end) {
        int p = JsonNumbers.skipSpace(json, end);
        return json[p] == ',' ? JsonNumbers.skipSpace(json, p + 1) : p;
    }

    /** A list spaced as another one is. */
    private static byte[] list(List<byte[]> ids, byte[] like) {
        boolean spaced = false;
        for (int p = 0; p + 1 < like.length; p++) {
            spaced |= like[p] == ',' && like[p + 1] == ' ';
        }
        JsonText text = new JsonText(like.length).add('[');
        for (int i = 0; i < ids.size(); i++) {
            text.add(i == 0 ? "" : spaced ? ", " : ",").add(ids.get(i));
        }
        return text.add(']').toBytes();
    }

    /** A text under construction, of which some parts are replaced. */
    private static final class Splices {
        private final byte[] before;
        private JsonText text;
        private int copied;

        Splices(byte[] before) {
            this.before = before;
        }

        boolean any() {
            return text != null;
        }

        void replace(int from, int to, byte[] by) {
            text = text == null ? new JsonText(before.length + 16) : text;
            text.add(Arrays.copyOfRange(before, copied, from)).add(by);
            copied = to;
        }

        byte[] result() {
            return text == null
                    ? before
                    : text.add(Arrays.copyOfRange(before, copied, before.length))
                            .toBytes();
        }
    }
}
