package dev.copra.coco;

/** How a file spaces its JSON, so that what is written anew looks like the rest. */
record JsonStyle(String colon, String comma) {
    private static final JsonStyle SPACED = new JsonStyle(": ", ", ");
    private static final JsonStyle COMPACT = new JsonStyle(":", ",");

    static JsonStyle of(boolean spaced) {
        return spaced ? SPACED : COMPACT;
    }
}
