package dev.copra.image;

/** How an image's file was found whose record does not name it exactly. */
public enum ImageGuess {
    /** Found with / in place of a backslash. */
    SEPARATORS("image-separators", "with / in place of \\"),
    /** Found in another form of Unicode (NFC, NFD). */
    UNICODE("image-unicode", "in another form of Unicode (NFC, NFD)"),
    /** Found with its percent codes decoded. */
    PERCENT("image-percent", "with its percent codes decoded"),
    /** Found without what follows ? or #. */
    QUERY("image-query", "without what follows ? or #"),
    /** Found in other upper and lower case. */
    CASE("image-case", "in other upper and lower case"),
    /** Found by the end of its path. */
    TAIL("image-tail", "by the end of its path"),
    /** Found by the end of coco_url. */
    URL("image-url", "by the end of coco_url");

    private final String code;
    private final String how;

    ImageGuess(String code, String how) {
        this.code = code;
        this.how = how;
    }

    /** Stable, short and readable, as those of {@link ImageException}. */
    public String code() {
        return code;
    }

    /** What was done to the name, as a phrase behind "found". */
    public String how() {
        return how;
    }
}
