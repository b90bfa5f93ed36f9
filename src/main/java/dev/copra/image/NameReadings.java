package dev.copra.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The paths that an image's name can mean, the likeliest first. Pure text: no file is looked at. */
final class NameReadings {
    private NameReadings() {}

    /** Paths with slashes; each with what was guessed, which is null for the name as it is written. */
    static Map<String, ImageGuess> of(String name) {
        Map<String, ImageGuess> readings = new LinkedHashMap<>();
        readings.put(name, null);
        String slashed = name.replace('\\', '/');
        addForms(readings, slashed, ImageGuess.SEPARATORS);
        addForms(readings, decoded(slashed), ImageGuess.PERCENT);
        String bare = withoutQuery(slashed);
        addForms(readings, bare, ImageGuess.QUERY);
        addForms(readings, decoded(bare), ImageGuess.QUERY);
        return readings;
    }

    private static void addForms(Map<String, ImageGuess> readings, String path, ImageGuess guess) {
        if (path.isEmpty()) {
            return;
        }
        add(readings, path, guess);
        add(readings, Normalizer.normalize(path, Normalizer.Form.NFC), ImageGuess.UNICODE);
        add(readings, Normalizer.normalize(path, Normalizer.Form.NFD), ImageGuess.UNICODE);
    }

    private static void add(Map<String, ImageGuess> readings, String path, ImageGuess guess) {
        // not putIfAbsent: that takes the written name's null for absent
        if (!readings.containsKey(path)) {
            readings.put(path, guess);
        }
    }

    private static String withoutQuery(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                return path.substring(0, i);
            }
        }
        return path;
    }

    /** The bytes behind percent signs taken as UTF-8 (RFC 3986, 2.1); the path itself where they are none. */
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            out.write(low < 0 ? bytes[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }

    /** A name as file systems see it that ignore upper and lower case and the form of Unicode. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
