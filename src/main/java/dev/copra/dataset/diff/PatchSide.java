package dev.copra.dataset.diff;

import dev.copra.io.TemporaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One of the two documents of a patch.
 *
 * @param bytes how many it has, unpacked
 * @param sha256 of these, in hexadecimal digits
 */
record PatchSide(long bytes, String sha256) {
    static PatchSide of(FileChannel document) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = TemporaryFile.read(document)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return of(document.size(), digest);
    }

    static PatchSide of(long bytes, MessageDigest digest) {
        return new PatchSide(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String json() {
        return "{\"bytes\": " + bytes + ", \"sha256\": \"" + sha256 + "\"}";
    }
}
