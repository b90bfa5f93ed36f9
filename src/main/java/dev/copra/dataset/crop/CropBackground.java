package dev.copra.dataset.crop;

import java.util.Locale;

/**
 * What becomes of the pixels that are not of the instance.
 *
 * @param kept whether they stay as they are
 * @param argb alpha, red, green and blue of what they become otherwise
 */
public record CropBackground(boolean kept, int argb) {
    static final CropBackground KEEP = new CropBackground(true, 0xFF000000);

    /**
     * Reads {@code keep}, {@code transparent}, {@code black}, {@code white}, {@code gray}, or a colour such as {@code #7f7f7f}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static CropBackground parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "keep" -> KEEP;
            case "transparent" -> new CropBackground(false, 0);
            case "black" -> new CropBackground(false, 0xFF000000);
            case "white" -> new CropBackground(false, 0xFFFFFFFF);
            case "gray", "grey" -> new CropBackground(false, 0xFF808080);
            default -> {
                if (!lower.matches("#[0-9a-f]{6}")) {
                    throw new IllegalArgumentException("'" + text
                            + "' is none of keep, transparent, black, white, gray, and no colour such as #7f7f7f");
                }
                yield new CropBackground(false, 0xFF000000 | Integer.parseInt(lower.substring(1), 16));
            }
        };
    }

    boolean isTransparent() {
        return argb >>> 24 == 0;
    }
}
