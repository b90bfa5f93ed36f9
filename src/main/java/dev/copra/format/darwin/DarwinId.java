package dev.copra.format.darwin;

import dev.copra.coco.id.Id;
import java.util.UUID;

/**
 * Numbers as the UUIDs that Darwin wants: of version 8 by RFC 9562, which leaves the bits to who makes it. The last bits are the number.
 *
 * @param kind what the number is
 * @param number from 0 to 2^60
 */
record DarwinId(Kind kind, long number) {
    private static final long VERSION = 8L << 12;
    private static final long VARIANT = 0b10L << 62;
    private static final long MOST = 1L << 60;

    /** What a number is. */
    enum Kind {
        /** The id of an image or instance. */
        ID,
        /** The keypoints of the instance of that id. */
        KEYPOINTS_OF_ID,
        /** An instance without an id. */
        UNNAMED,
        /** The keypoints of that instance. */
        KEYPOINTS_OF_UNNAMED
    }

    /** The id of an instance or image; null if it is no number that fits. */
    static DarwinId of(Id id) {
        return id.isLong() && id.isWhole() && id.number() >= 0 && id.number() <= MOST
                ? new DarwinId(Kind.ID, id.number())
                : null;
    }

    /** The number in a UUID; null if it is another one. */
    static DarwinId parse(String text) {
        UUID uuid;
        try {
            uuid = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        long kind = uuid.getMostSignificantBits() ^ VERSION;
        long number = uuid.getLeastSignificantBits() ^ VARIANT;
        return text.equals(uuid.toString()) && kind >= 0 && kind < Kind.values().length && number >= 0 && number <= MOST
                ? new DarwinId(Kind.values()[(int) kind], number)
                : null;
    }

    /** The keypoints of the same instance. */
    DarwinId keypoints() {
        return new DarwinId(kind == Kind.ID ? Kind.KEYPOINTS_OF_ID : Kind.KEYPOINTS_OF_UNNAMED, number);
    }

    @Override
    public String toString() {
        return new UUID(VERSION | kind.ordinal(), VARIANT | number).toString();
    }
}
