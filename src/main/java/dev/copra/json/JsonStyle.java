package dev.copra.json;

/** How a file spaces its JSON, so that what is written anew looks like the rest. */
public record JsonStyle(String colon, String comma) {
    private static final JsonStyle SPACED = new JsonStyle(": ", ", ");
    private static final JsonStyle COMPACT = new JsonStyle(":", ",");

    /**
     * The style of a file.
     *
     * @param spaced whether a space follows each colon and comma, as Python's {@code json.dump} has it
     */
    public static JsonStyle of(boolean spaced) {
        return spaced ? SPACED : COMPACT;
    }
}
