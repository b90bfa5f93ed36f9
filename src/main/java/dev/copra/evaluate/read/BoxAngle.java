package dev.copra.evaluate.read;

import java.util.Locale;

/**
 * What the angle of a turned box is.
 *
 * @param radians else degrees
 * @param clockwise as one sees it, with y downwards: from the x axis to the y axis
 */
public record BoxAngle(boolean radians, boolean clockwise) {
    /** As detectron2 has it in {@code bbox}. */
    public static final BoxAngle DEGREES = new BoxAngle(false, false);
    /** As MMRotate and hotcoco have it. */
    public static final BoxAngle RADIANS = new BoxAngle(true, true);

    /** Reads {@code degrees} or {@code radians}, with {@code :clockwise} or {@code :anticlockwise} behind it where that is not usual. */
    public static BoxAngle parse(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split(":", -1);
        BoxAngle usual = words[0].equals("degrees") ? DEGREES : words[0].equals("radians") ? RADIANS : null;
        if (usual == null || words.length > 2) {
            throw wrong(text);
        }
        if (words.length == 1) {
            return usual;
        }
        return switch (words[1]) {
            case "clockwise" -> new BoxAngle(usual.radians, true);
            case "anticlockwise" -> new BoxAngle(usual.radians, false);
            default -> throw wrong(text);
        };
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no angle; write degrees or radians, and :clockwise or :anticlockwise behind it");
    }

    /** An angle in degrees clockwise. */
    double degrees(double angle) {
        double degrees = radians ? Math.toDegrees(angle) : angle;
        return clockwise ? degrees : -degrees;
    }
}
