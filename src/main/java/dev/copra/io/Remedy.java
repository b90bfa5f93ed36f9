package dev.copra.io;

/** What the user can do about an error, for errors of packages that do not know how the command line calls it. */
public enum Remedy {
    /** Check the directory of images. */
    IMAGES,
    /** Name a file that lists the images. */
    IMAGE_SIZES,
    /** Name the classes. */
    CLASSES,
    /** Choose some of the categories. */
    FEWER_CATEGORIES,
    /** Allow more pixels. */
    MAX_PIXELS,
    /** Read boxes as corners. */
    CORNERS,
    /** Evaluate without categories. */
    NO_CATEGORIES,
    /** Give a sigma for each keypoint. */
    SIGMAS,
    /** Count fewer detections. */
    FEWER_DETECTIONS,
    /** Name a model. */
    MODEL,
    /** State the family of the model. */
    FAMILY,
    /** State that the model says what is foreground. */
    SALIENCY,
    /** Name the model as the encoder, and its decoder as the model. */
    AS_ENCODER,
    /** Name the encoder. */
    ENCODER,
    /** Name no encoder. */
    NO_ENCODER,
    /** Keep no embeddings. */
    NO_EMBEDDINGS,
    /** Do not correct boxes. */
    NO_CORRECTION,
    /** Choose a strategy that needs no network. */
    OTHER_STRATEGY,
    /** Delete the journal, or start anew. */
    NEW_JOURNAL,
    /** Write the baseline again. */
    NEW_BASELINE,
    /** Say what becomes of images that are in several files. */
    DUPLICATES,
    /** Make one of the copies of an image. */
    UNITE,
    /** Ask for the answer as JSON, which has everything. */
    IN_JSON,
    /** Ask for all categories. */
    ALL_CATEGORIES,
    /** Keep what shows less of its object. */
    LESS_VISIBLE,
    /** State which category is which. */
    CATEGORY_MAP,
    /** Take crowd regions, too. */
    CROWDS,
    /** Allow smaller sides. */
    SMALLER_SIDES,
    /** Move boxes to their masks. */
    TIGHT_BOX,
    /** Evaluate without the known errors of pycocotools. */
    NO_QUIRKS,
    /** Allow fixes that are not safe. */
    UNSAFE_FIXES,
    /** Ask what a code of a check means. */
    EXPLAIN;

    /** An error that has a remedy. */
    public interface Has {
        /** What can be done, or null if nothing is known. */
        Remedy remedy();
    }

    /** The remedy of an image that cannot be had, by the code of the error, or null. */
    public static Remedy ofImage(String code) {
        return switch (code) {
            case "image-missing" -> IMAGES;
            case "image-too-large" -> MAX_PIXELS;
            default -> null;
        };
    }

    /** The remedy of an error or of what has caused it, or null. */
    public static Remedy of(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof Has has && has.remedy() != null) {
                return has.remedy();
            }
        }
        return null;
    }
}
