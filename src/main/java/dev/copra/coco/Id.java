package dev.copra.coco;

import java.util.Comparator;

/**
 * An id: a long, or a string where a file has strings.
 *
 * @param number the number; 0 if the id is a string or absent
 * @param text the string, or null
 * @param present whether there is an id at all
 */
public record Id(long number, String text, boolean present) {
    /** Numbers first, by value, then strings. */
    public static final Comparator<Id> ORDER = Comparator.comparing(
                    Id::text, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Id::number);

    public static final Id NONE = new Id(0, null, false);

    public static Id of(long number) {
        return new Id(number, null, true);
    }

    public static Id of(String text) {
        return new Id(0, text, true);
    }

    public boolean isNumber() {
        return present && text == null;
    }

    @Override
    public String toString() {
        return text != null ? '"' + text + '"' : present ? Long.toString(number) : "none";
    }
}
