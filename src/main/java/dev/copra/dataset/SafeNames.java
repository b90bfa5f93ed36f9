package dev.copra.dataset;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes names of files from what a data set calls its images and categories: none leads out of its folder, none is refused by a system
 * that Copra runs on, and no two are one file, be it by upper and lower case or by the encoding of accents.
 */
public final class SafeNames {
    private static final int MOST_BYTES = 120;
    private static final String RESERVED = "(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?";

    private final Set<String> taken = new HashSet<>();
    /** How often a name was asked for that was taken. */
    private final Map<String, Integer> asked = new HashMap<>();

    /** A path with slashes from a path or an address, without an ending such as {@code .jpg}; each part as {@link #part} makes it. */
    public static String stem(String fileName) {
        String path = fileName.replace('\\', '/').replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*", "");
        int dot = path.lastIndexOf('.');
        path = dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
        StringBuilder stem = new StringBuilder();
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                stem.append(stem.isEmpty() ? "" : "/").append(part(name));
            }
        }
        return stem.isEmpty() ? "image" : stem.toString();
    }

    /** A name without what separates folders or what a system refuses, which become {@code _}. */
    public static String part(String name) {
        String safe = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}<>:\"/\\\\|?*]", "_")
                .strip();
        while (safe.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            safe = safe.substring(0, safe.offsetByCodePoints(safe.length(), -1));
        }
        safe = safe.replaceFirst("[. ]+$", "").replaceFirst("^[.-]+", "_");
        return safe.isEmpty() || safe.matches(RESERVED) ? "_" + safe : safe;
    }

    /** A name that was not given before: the name itself, or with {@code _2}, {@code _3}, ... behind it. */
    public String unique(String name) {
        String candidate = name;
        while (!taken.add(key(candidate))) {
            candidate = name + "_" + (1 + asked.merge(key(name), 1, Integer::sum));
        }
        return candidate;
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
