package dev.copra.coco;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        JsonStyle style = record.style();
        StringBuilder appended = new StringBuilder();
        for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
            int at = record.find(member.getKey());
            if (at >= 0) {
                splices.add(new Splice(record.valueFrom(at), record.valueTo(at), member.getValue()));
            } else {
                appended.append(record.memberCount() > 0 || appended.length() > 0 ? record.separator(style) : "")
                        .append('"')
                        .append(member.getKey())
                        .append('"')
                        .append(style.colon())
                        .append(new String(member.getValue(), StandardCharsets.UTF_8));
            }
        }
        for (JsonScanner.NonFinite number : nonFinite) {
            int from = window.mark + number.from();
            if (splices.stream().noneMatch(s -> s.from() <= from && from < s.to())) {
                splices.add(new Splice(from, window.mark + number.to(), NonFinitePolicy.NULL_TEXT));
            }
        }
        if (appended.length() > 0) {
            int at = record.endOfMembers();
            splices.add(new Splice(at, at, appended.toString().getBytes(StandardCharsets.UTF_8)));
        }
        splices.sort(Comparator.comparingInt(Splice::from));
        for (Splice splice : splices) {
            window.replace(splice.from(), splice.to(), splice.text());
        }
    }
}
