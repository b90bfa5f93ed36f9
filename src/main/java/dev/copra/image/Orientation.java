package dev.copra.image;

/**
 * The one rule for EXIF's orientation (Exif 2.32, tag 0x0112), in all commands: pixels are taken as they are stored, unless the
 * image's record has the sides of the turned picture, and not those of the stored one; then they are turned.
 *
 * <p>So an image and its record never disagree about the sides. Where the orientation keeps the sides (2 to 4, and any of
 * a square), the record cannot tell on which picture it was annotated; that is worth a note.
 */
public final class Orientation {
    private static final String[] NAMES = {
        "upright",
        "mirrored",
        "turned by 180 degrees",
        "upside down",
        "mirrored and turned to the left",
        "turned by 90 degrees to the right",
        "mirrored and turned to the right",
        "turned by 90 degrees to the left"
    };

    private Orientation() {}

    /** Whether an image has to be turned for a record of these sides. */
    public static boolean applies(ImageHeader header, double width, double height) {
        return header.turnsSides()
                && width == header.height()
                && height == header.width()
                && header.width() != header.height();
    }

    /** Whether viewers show the picture otherwise than it is stored, in the same sides, so that they do not tell which is meant. */
    public static boolean isHidden(ImageHeader header) {
        return header.orientation() > 1 && (!header.turnsSides() || header.width() == header.height());
    }

    /** How viewers that follow EXIF show a picture, as a phrase behind "it is shown". @param orientation 1 to 8 */
    public static String name(int orientation) {
        return NAMES[orientation - 1];
    }
}
