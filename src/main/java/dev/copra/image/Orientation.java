package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;

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

    /** The picture as viewers that follow EXIF show it. @param orientation 1 to 8 */
    static Planar<GrayU8> apply(Planar<GrayU8> stored, int orientation) {
        boolean turned = orientation >= 5;
        int width = turned ? stored.height : stored.width;
        int height = turned ? stored.width : stored.height;
        // 3 and 2 begin at the right, 3 and 4 at the bottom; of those that exchange rows and columns 7 and 8, 6 and 7
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        Planar<GrayU8> shown = new Planar<>(GrayU8.class, width, height, stored.getNumBands());
        for (int band = 0; band < stored.getNumBands(); band++) {
            byte[] from = stored.bands[band].data;
            byte[] to = shown.bands[band].data;
            for (int y = 0, i = 0; y < height; y++) {
                for (int x = 0; x < width; x++, i++) {
                    int column = turned ? y : x;
                    int row = turned ? x : y;
                    to[i] = from[
                            (fromBottom ? stored.height - 1 - row : row) * stored.width
                                    + (fromRight ? stored.width - 1 - column : column)];
                }
            }
        }
        return shown;
    }
}
