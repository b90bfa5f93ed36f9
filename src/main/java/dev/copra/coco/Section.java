package dev.copra.coco;

import java.util.Locale;

/** The lists of a COCO document whose records are read one by one. */
public enum Section {
    /** The list {@code images}. */
    IMAGES,
    /** The list {@code categories}. */
    CATEGORIES,
    /** The list {@code annotations}, or a results file. */
    ANNOTATIONS,
    /** Only in dialects for videos. */
    VIDEOS;

    /** The name of the list in the document. */
    public String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Section of(String member) {
        return switch (member) {
            case "images" -> IMAGES;
            case "categories" -> CATEGORIES;
            case "annotations" -> ANNOTATIONS;
            case "videos" -> VIDEOS;
            default -> null;
        };
    }
}
