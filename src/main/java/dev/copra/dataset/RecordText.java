package dev.copra.dataset;

import dev.copra.coco.CocoRecord;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.util.Map;
import java.util.Set;

/** A record written anew: its members with other values, without some, with more. */
public final class RecordText {
    private RecordText() {}

    /**
     * The JSON text of a record.
     *
     * @param values new values as JSON text, by member; those that the record lacks are appended
     * @param without members that are left out
     */
    public static byte[] of(CocoRecord record, Map<String, byte[]> values, Set<String> without) {
        JsonText text = new JsonText(record.length() + 128).add('{');
        for (String name : record.names()) {
            if (!without.contains(name)) {
                byte[] value = values.get(name);
                member(text, name, value == null ? record.raw(name) : value);
            }
        }
        values.forEach((name, value) -> {
            if (!record.has(name)) {
                member(text, name, value);
            }
        });
        return text.add('}').toBytes();
    }

    private static void member(JsonText text, String name, byte[] value) {
        text.add(text.size() > 1 ? ", " : "")
                .add(JsonValues.text(name))
                .add(": ")
                .add(value);
    }
}
