package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonStyle;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        List<Splice> splices = new ArrayList<>();
        JsonText appended = new JsonText(16);
        for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
            int at = record.find(member.getKey());
            if (at >= 0) {
                splices.add(new Splice(record.valueFrom(at), record.valueTo(at), member.getValue()));
            } else {
                append(appended, record, member);
            }
        }
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
        CocoRecord before = record.detach();
        ByteArrayOutputStream out = new ByteArrayOutputStream(before.length() + 64);
        try {
            ByteWindow window = new ByteWindow(before.bytes(), out);
            write(window, before, edit, List.of());
            window.copyUpTo(before.end());
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("what is in memory cannot be read", e);
        }
    }

    private static void append(JsonText appended, CocoRecord record, Map.Entry<String, byte[]> member) {
        JsonStyle style = record.style();
        if (record.memberCount() > 0 || appended.size() > 0) {
            appended.add(record.separator(style));
        }
        appended.add(JsonValues.text(member.getKey())).add(style.colon()).add(member.getValue());
    }
}
