package dev.copra.run;

import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** What tells one run from another: the input's content and whatever else decides the results. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Joins settings with the size and the CRC-32C of a document, in one line. */
    public static String of(Input input, Object... settings) throws IOException {
        try (InputStream in = input.open()) {
            return of(in, settings);
        }
    }

    /** Joins settings with the size and the CRC-32C of what a stream has, in one line. */
    public static String of(InputStream in, Object... settings) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count; (count = in.read(buffer)) > 0; size += count) {
            crc.update(buffer, 0, count);
        }
        StringBuilder text = new StringBuilder("input " + size + " bytes " + Long.toHexString(crc.getValue()));
        for (Object setting : settings) {
            text.append("; ").append(String.valueOf(setting).replaceAll("[\\r\\n]", " "));
        }
        return text.toString();
    }
}
