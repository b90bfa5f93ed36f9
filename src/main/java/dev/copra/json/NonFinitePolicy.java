package dev.copra.json;

import java.nio.charset.StandardCharsets;

/** What becomes of NaN and Infinity, which Python writes and JSON does not know. */
public enum NonFinitePolicy {
    /** They are copied as they are. */
    KEEP,
    /** {@code null} is written in their place. */
    NULL,
    /** They are wrong input. */
    ERROR;

    /** The bytes of {@code null}, which stand for a number that is not finite. Not to be written to. */
    public static final byte[] NULL_TEXT = "null".getBytes(StandardCharsets.US_ASCII);
}
