package dev.copra.coco;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of a record: all members that it does not name keep their bytes.
 *
 * @param drop whether the record is left out
 * @param members new values as JSON text, by member name; a name that the record lacks is appended
 * @param copy the one of several copies that has the record, or {@link #ALL_COPIES}
 */
public record Edit(boolean drop, Map<String, byte[]> members, int copy) {
    /** Stands for every copy of a document that is divided. */
    public static final int ALL_COPIES = -1;
    /** The record stays as it is, byte for byte. */
    public static final Edit KEEP = new Edit(false, Map.of(), ALL_COPIES);
    /** The record is left out. */
    public static final Edit DROP = new Edit(true, Map.of(), ALL_COPIES);

    /** Starts an edit that sets members. */
    public static Builder builder() {
        return new Builder();
    }

    /** Keeps a record as it is, in one of several copies. */
    public static Edit keepIn(int copy) {
        return new Edit(false, Map.of(), copy);
    }

    /** The same of a record whose members are written. */
    Edit withoutMembers() {
        return members.isEmpty() ? this : drop || copy != ALL_COPIES ? new Edit(drop, Map.of(), copy) : KEEP;
    }

    /** Collects new values in the order in which new members are appended. */
    public static final class Builder {
        private final Map<String, byte[]> members = new LinkedHashMap<>();

        private Builder() {}

        /** @param json the value as JSON text in UTF-8 */
        public Builder set(String member, byte[] json) {
            members.put(member, json);
            return this;
        }

        /** The edit with all that was set. */
        public Edit build() {
            return members.isEmpty() ? KEEP : new Edit(false, members, ALL_COPIES);
        }
    }
}
