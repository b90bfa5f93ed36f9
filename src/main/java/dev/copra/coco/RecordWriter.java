package dev.copra.coco;

import dev.copra.json.JsonScanner;
import dev.copra.json.JsonText;
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
        JsonText text = new JsonText(record.length() + 64);
        write(text, record, edit, List.of(), 0);
        return text.toBytes();
    }

    /**
     * Adds the text of a record with its changed members changed.
     *
     * @param nonFinite numbers in other members, in whose place null is written
     * @param mark the index that those count from
     */
    static void write(JsonText text, CocoRecord record, Edit edit, List<JsonScanner.NonFinite> nonFinite, int mark) {
        copy(text, record.bytes(), record.start(), record.endOfMembers(), splices(record, edit, nonFinite, mark));
        boolean first = record.memberCount() == 0;
        for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
            if (record.find(member.getKey()) < 0) {
                if (!first) {
                    record.addSeparator(text);
                }
                first = false;
                text.add(MemberName.of(member.getKey()).json())
                        .add(record.style().colon())
                        .add(member.getValue());
            }
        }
        text.add(record.bytes(), record.endOfMembers(), record.end());
    }

    /** Adds a part of a text with null in the place of numbers, whose places count from a mark. */
    static void write(JsonText text, byte[] bytes, int from, int to, List<JsonScanner.NonFinite> nonFinite, int mark) {
        List<Splice> splices = new ArrayList<>();
        for (JsonScanner.NonFinite number : nonFinite) {
            splices.add(new Splice(mark + number.from(), mark + number.to(), NonFinitePolicy.NULL_TEXT));
        }
        copy(text, bytes, from, to, splices);
    }

    private static void copy(JsonText text, byte[] bytes, int from, int to, List<Splice> splices) {
        int copied = from;
        for (Splice splice : splices) {
            text.add(bytes, copied, splice.from()).add(splice.text());
            copied = splice.to();
        }
        text.add(bytes, copied, to);
    }

    /** The members that are changed, and the numbers, in the order of their places. */
    private static List<Splice> splices(CocoRecord record, Edit edit, List<JsonScanner.NonFinite> nonFinite, int mark) {
        List<Splice> splices = new ArrayList<>();
        for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
            int at = record.find(member.getKey());
            if (at >= 0) {
                splices.add(new Splice(record.valueFrom(at), record.valueTo(at), member.getValue()));
            }
        }
        List<Splice> edited = nonFinite.isEmpty() ? List.of() : List.copyOf(splices);
        for (JsonScanner.NonFinite number : nonFinite) {
            int from = mark + number.from();
            if (edited.stream().noneMatch(s -> s.from() <= from && from < s.to())) {
                splices.add(new Splice(from, mark + number.to(), NonFinitePolicy.NULL_TEXT));
            }
        }
        splices.sort(Comparator.comparingInt(Splice::from));
        return splices;
    }
}
