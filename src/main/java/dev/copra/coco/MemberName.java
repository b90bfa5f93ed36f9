package dev.copra.coco;

import dev.copra.json.JsonValues;
import dev.copra.json.StringScanner;
import java.nio.charset.StandardCharsets;

/**
 * The name of a member that is asked for, with what finding it needs. The same few names are asked for in every record, so they
 * are kept; any number of threads may ask.
 *
 * @param hash by {@link StringScanner#hash(String)}
 * @param bytes the name in UTF-8
 * @param json the name as JSON text
 */
record MemberName(String text, long hash, byte[] bytes, byte[] json) {
    /** By the strings' own hash; a name that shares its place with another is made anew, as is one that another thread keeps. */
    private static final MemberName[] KEPT = new MemberName[256];

    static MemberName of(String text) {
        int place = text.hashCode() & KEPT.length - 1;
        MemberName kept = KEPT[place];
        if (kept == null || !kept.text.equals(text)) {
            kept = new MemberName(
                    text, StringScanner.hash(text), text.getBytes(StandardCharsets.UTF_8), JsonValues.text(text));
            KEPT[place] = kept;
        }
        return kept;
    }

    /** Whether the string in quotes that lies from {@code from} to {@code to} is this name, however it is spelt. */
    boolean is(byte[] json, int from, int to) {
        if (to - from - 2 != bytes.length) {
            return JsonValues.isString(json, from, to, text);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (json[from + 1 + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
