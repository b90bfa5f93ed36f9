package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** What reports call an element, and its value in a few words. */
final class DiffNames {
    /** A value of no more bytes is shown from its start. */
    private static final int SHORT = 40;
    /** No more than this in common is shown from the start. */
    private static final int COMMON = 24;
    /** How much of what is in common is shown before a difference. */
    private static final int KEPT = 12;

    private DiffNames() {}

    /** An element for a message, such as {@code annotations[12] (id 4711)}. */
    static String where(DiffIndex document, DiffPart part, int element) {
        if (!part.isList()) {
            return part.name();
        }
        String id = "";
        CocoRecord record = record(document, part, element);
        if (record != null && record.has("id")) {
            id = " (id " + record.excerpt("id") + ")";
        }
        return part.name() + "[" + element + "]" + id;
    }

    /** What an element is, in a few words. */
    static String description(DiffIndex document, DiffPart part, int element) {
        CocoRecord record = record(document, part, element);
        if (record == null) {
            return excerpt(document, part, element);
        }
        for (String name : List.of("file_name", "name")) {
            if (!part.is("annotations") && record.has(name)) {
                return record.excerpt(name);
            }
        }
        if (!part.is("annotations")) {
            return excerpt(document, part, element);
        }
        StringBuilder text = new StringBuilder();
        try {
            String category = record.isNull("category_id") ? null : document.categoryName(record.id("category_id"));
            text.append(category == null ? "category_id " + record.excerpt("category_id") : category)
                    .append(", ");
        } catch (AnnotationException | IOException e) {
            text.append(record.excerpt("category_id")).append(", ");
        }
        if (!record.isNull("bbox")) {
            text.append("bbox ").append(record.excerpt("bbox")).append(", ");
        }
        return text.append("image_id ").append(record.excerpt("image_id")).toString();
    }

    private static CocoRecord record(DiffIndex document, DiffPart part, int element) {
        try {
            return DiffIndex.record(part, element, document.bytes(part, element));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String excerpt(DiffIndex document, DiffPart part, int element) {
        try {
            return excerpt(document.bytes(part, element));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The start of a value, or what follows what it has in common with another one, if that is long. */
    static String excerpt(byte[] value, byte[] other) {
        int common = Arrays.mismatch(value, other);
        if (common <= COMMON || value.length <= SHORT) {
            return excerpt(value);
        }
        int from = Math.min(common, value.length - 1) - KEPT;
        while (from > 0 && (value[from] & 0xC0) == 0x80) {
            from--;
        }
        return "..." + JsonValues.excerpt(value, from, value.length);
    }

    static String excerpt(byte[] value) {
        return JsonValues.excerpt(value, 0, value.length);
    }
}
