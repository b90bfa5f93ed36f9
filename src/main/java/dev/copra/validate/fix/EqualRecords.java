package dev.copra.validate.fix;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.record.Subject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds records that are equal in every byte to an earlier one, which has their id then: to leave one out loses nothing. Of
 * records whose id occurs twice it remembers some 100 bytes, of others their id.
 */
final class EqualRecords {
    private final IdSet seen = new IdSet();
    private final IdTable repeated = new IdTable();
    private final Set<ByteBuffer> digests = new HashSet<>();

    /** In the first pass: every id. */
    void learn(Id id) {
        if (id.present() && !seen.add(id)) {
            repeated.add(id);
        }
    }

    /** In the second pass: whether an earlier record that was shown here has the same bytes. Takes it in. */
    boolean isAgain(CocoRecord record) {
        Id id = new Subject(record, null).id("id");
        return id.present() && repeated.find(id) >= 0 && !digests.add(ByteBuffer.wrap(digest(record.toBytes())));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
