package dev.copra.coco;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of a record: all members that it does not name keep their bytes.
 *
 * @param drop whether the record is left out
 * @param members new values as JSON text, by member name; a name that the record lacks is appended
 */
public record Edit(boolean drop, Map<String, byte[]> members) {
    public static final Edit KEEP = new Edit(false, Map.of());
    public static final Edit DROP = new Edit(true, Map.of());

    /** Starts an edit that sets members. */
    public static Builder builder() {
        return new Builder();
    }

    boolean keepsAll() {
        return !drop && members.isEmpty();
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

        public Edit build() {
            return members.isEmpty() ? KEEP : new Edit(false, members);
        }
    }
}
