package dev.copra.gallery;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which images are wanted: those with an instance for which all that is asked of instances is true, and for which the rest is true.
 *
 * @param category index of a category, or -1
 * @param size by area, as COCO has it, or null
 * @param outcome index in {@link #OUTCOMES}, 0 for any
 * @param scoreFrom NaN for no bound, as the three that follow
 * @param finding index of a code, or -1
 * @param name an image's id, or a part of its file's name; or empty
 */
public record GalleryFilter(
        int category,
        Size size,
        int outcome,
        double scoreFrom,
        double scoreTo,
        double iouFrom,
        double iouTo,
        int finding,
        String name,
        Order order) {
    /** What may become of an instance; the first one is for nothing. */
    static final List<String> OUTCOMES = List.of("", "tp", "fn", "fp", "ignored");

    /** All images. */
    public static final GalleryFilter ALL = of(Map.of());

    /** How large an instance is. */
    public enum Size {
        /** Of less than 32² pixels. */
        SMALL,
        /** Of 32² pixels, but less than 96². */
        MEDIUM,
        /** Of 96² pixels or more. */
        LARGE
    }

    /** How images follow each other. */
    public enum Order {
        /** As the document has them. */
        FILE,
        /** Those with the most instances first. */
        MANY,
        /** Those with the lowest mean IoU first. */
        IOU
    }

    /**
     * As a page asks.
     *
     * @param words the values by name; what is empty or absent is not asked
     * @throws IllegalArgumentException if a value has no meaning
     */
    public static GalleryFilter of(Map<String, String> words) {
        String size = words.getOrDefault("size", "");
        String order = words.getOrDefault("order", "");
        return new GalleryFilter(
                index(words, "category"),
                size.isEmpty() ? null : Size.valueOf(size.toUpperCase(Locale.ROOT)),
                Math.max(0, OUTCOMES.indexOf(words.getOrDefault("outcome", ""))),
                bound(words, "scoreFrom"),
                bound(words, "scoreTo"),
                bound(words, "iouFrom"),
                bound(words, "iouTo"),
                index(words, "finding"),
                words.getOrDefault("name", "").strip(),
                order.isEmpty() ? Order.FILE : Order.valueOf(order.toUpperCase(Locale.ROOT)));
    }

    private static int index(Map<String, String> words, String name) {
        String word = words.getOrDefault(name, "");
        return word.isEmpty() ? -1 : Integer.parseInt(word);
    }

    private static double bound(Map<String, String> words, String name) {
        String word = words.getOrDefault(name, "");
        return word.isEmpty() ? Double.NaN : Double.parseDouble(word);
    }

    /** Whether it asks what only {@link Examination} knows. */
    public boolean needsExamination() {
        return outcome > 0 || !Double.isNaN(iouFrom) || !Double.isNaN(iouTo) || finding >= 0 || order == Order.IOU;
    }

    /** Whether anything is asked of instances. */
    boolean ofInstances() {
        return category >= 0
                || size != null
                || outcome > 0
                || !Double.isNaN(scoreFrom)
                || !Double.isNaN(scoreTo)
                || !Double.isNaN(iouFrom)
                || !Double.isNaN(iouTo);
    }
}
