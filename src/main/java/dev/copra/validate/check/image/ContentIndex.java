package dev.copra.validate.check.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Finds files that are equal byte for byte. Remembers a key and the path of each, some 30 bytes and the length of its name;
 * files with one key are compared.
 */
final class ContentIndex {
    private final Path folder;
    private long[] keys = new long[64];
    /** Where the path of each starts among the names; the last one's end at the end. */
    private int[] starts = new int[65];

    private byte[] names = new byte[1024];
    /** Files, one higher, by key; twice as many places as files at least. */
    private int[] places = new int[128];

    private int size;

    /** @param folder that the files are in */
    ContentIndex(Path folder) {
        this.folder = folder;
    }

    /** Adds a file, unless an equal one is there already. @return that one's path below the folder, or null */
    String add(long key, Path file) {
        String twin = find(key, file);
        if (twin == null) {
            put(key, folder.relativize(file).toString());
        }
        return twin;
    }

    /** The path below the folder of a file that equals this one, or is this one; or null. */
    String find(long key, Path file) {
        for (int at = place(key); places[at] != 0; at = at + 1 & places.length - 1) {
            int other = places[at] - 1;
            if (keys[other] == key) {
                String name =
                        new String(names, starts[other], starts[other + 1] - starts[other], StandardCharsets.UTF_8);
                if (isEqual(folder.resolve(name), file)) {
                    return name;
                }
            }
        }
        return null;
    }

    private static boolean isEqual(Path a, Path b) {
        try {
            return a.equals(b) || Files.mismatch(a, b) < 0;
        } catch (IOException e) {
            // it could be read a moment ago
            return false;
        }
    }

    private void put(long key, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int start = starts[size];
        if (start + bytes.length > names.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, start + bytes.length));
        }
        System.arraycopy(bytes, 0, names, start, bytes.length);
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
            places = new int[4 * size];
            for (int i = 0; i < size; i++) {
                place(keys[i], i);
            }
        }
        keys[size] = key;
        starts[size + 1] = start + bytes.length;
        place(key, size++);
    }

    private int place(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 33) & places.length - 1;
    }

    private void place(long key, int file) {
        int at = place(key);
        while (places[at] != 0) {
            at = at + 1 & places.length - 1;
        }
        places[at] = file + 1;
    }
}
