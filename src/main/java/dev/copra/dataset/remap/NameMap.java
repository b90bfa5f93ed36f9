package dev.copra.dataset.remap;

import dev.copra.collect.LongIndex;
import dev.copra.collect.LongSet;
import dev.copra.json.JsonValues;
import java.util.Arrays;

/**
 * New file names, as JSON, by old ones, and which names are taken. Old names are kept as hashes of 64 bits: 40 bytes a name, and
 * those of the new one.
 */
final class NameMap {
    private final LongIndex keys = new LongIndex();
    private byte[][] values = new byte[64][];

    /** The first of equal old names counts. */
    void put(String name, byte[] json) {
        int slot = keys.size();
        if (keys.add(LongSet.hash(name)) == slot) {
            if (slot == values.length) {
                values = Arrays.copyOf(values, 2 * slot);
            }
            values[slot] = json;
        }
    }

    /** The new name, or null if the old one is not known. */
    byte[] get(String name) {
        int slot = keys.find(LongSet.hash(name));
        return slot < 0 ? null : values[slot];
    }

    /** Which names have become which: two different ones never become one. 32 bytes a name. */
    static final class Taken {
        private final LongIndex names = new LongIndex();
        private long[] origins = new long[64];

        /** Takes a name. @return whether no other one has become it */
        boolean take(String name, String origin) {
            int slot = names.size();
            int found = names.add(LongSet.hash(name));
            if (found < slot) {
                return origins[found] == LongSet.hash(origin);
            }
            if (slot == origins.length) {
                origins = Arrays.copyOf(origins, 2 * slot);
            }
            origins[slot] = LongSet.hash(origin);
            return true;
        }
    }

    /** A name as JSON; in ASCII if the text that it takes the place of is in ASCII. */
    static byte[] json(String name, byte[] before) {
        byte[] text = JsonValues.text(name);
        for (byte b : before) {
            if (b < 0) {
                return text;
            }
        }
        StringBuilder ascii = new StringBuilder();
        for (char c : new String(text, java.nio.charset.StandardCharsets.UTF_8).toCharArray()) {
            if (c < 128) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return ascii.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
