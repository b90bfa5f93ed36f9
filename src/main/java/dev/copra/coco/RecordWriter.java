package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonStyle;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a record with only its changed members changed. */
final class RecordWriter {

    /** A part of the window's bytes and what stands in its place. */
    private record Splice(int from, int to, byte[] text) {}

    private RecordWriter() {}

    /** The record must lie in the window, read but not yet copied. What is not changed is left for the window to copy. */
    static void write(ByteWindow window, CocoRecord record, Edit edit, List<JsonScanner.NonFinite> nonFinite)
            throws IOException {
        if (edit.keepsAll() && nonFinite.isEmpty()) {
            return;
        }
        JsonText appended = new JsonText(16);
        List<Splice> splices = splices(record, edit, appended);
        List<Splice> edited = List.copyOf(splices);
        for (JsonScanner.NonFinite number : nonFinite) {
            int from = window.mark() + number.from();
            if (edited.stream().noneMatch(s -> s.from() <= from && from < s.to())) {
                splices.add(new Splice(from, window.mark() + number.to(), NonFinitePolicy.NULL_TEXT));
            }
        }
        splices.sort(Comparator.comparingInt(Splice::from));
        for (Splice splice : splices) {
            window.replace(splice.from(), splice.to(), splice.text());
        }
        if (appended.size() > 0) {
            window.replace(record.endOfMembers(), record.endOfMembers(), appended.toBytes());
        }
    }

    /** A record with its changed members changed, which stays valid when the reader moves on. */
    static CocoRecord edited(CocoRecord record, Edit edit) {
        try {
            return CocoRecord.parse(
                    bytes(record, edit), record.section(), record.index(), record.line(), record.column());
        } catch (IOException e) {
            throw new IllegalArgumentException("the edit of " + record.where() + " is not JSON", e);
        }
    }

    /** The text of a record with its changed members changed. */
    static byte[] bytes(CocoRecord record, Edit edit) {
        JsonText appended = new JsonText(16);
        List<Splice> splices = splices(record, edit, appended);
        splices.sort(Comparator.comparingInt(Splice::from));
        splices.add(new Splice(record.endOfMembers(), record.endOfMembers(), appended.toBytes()));
        JsonText text = new JsonText(record.length() + 64);
        int copied = record.start();
        for (Splice splice : splices) {
            text.add(record.bytes(), copied, splice.from()).add(splice.text());
            copied = splice.to();
        }
        return text.add(record.bytes(), copied, record.end()).toBytes();
    }

    /** The members that are changed, in the order of the edit; those that are new are appended to a text. */
    private static List<Splice> splices(CocoRecord record, Edit edit, JsonText appended) {
        List<Splice> splices = new ArrayList<>();
        for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
            int at = record.find(member.getKey());
            if (at >= 0) {
                splices.add(new Splice(record.valueFrom(at), record.valueTo(at), member.getValue()));
            } else {
                append(appended, record, member);
            }
        }
        return splices;
    }

    private static void append(JsonText appended, CocoRecord record, Map.Entry<String, byte[]> member) {
        JsonStyle style = record.style();
        if (record.memberCount() > 0 || appended.size() > 0) {
            appended.add(record.separator(style));
        }
        appended.add(JsonValues.text(member.getKey())).add(style.colon()).add(member.getValue());
    }
}
