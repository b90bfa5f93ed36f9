package dev.copra.box2mask.cue;

import dev.copra.box2mask.Window;
import dev.copra.mask.Box;

/**
 * The grid on which the maps of one instance are computed: a resampled cut of the image that holds the box and some of
 * its surroundings. The box covers whole pixels of the grid. Maps over a frame are row-major {@code float[]}s: pixel
 * (x, y) at {@code y * width + x}.
 *
 * @param width columns of the grid
 * @param height rows of the grid
 * @param box the box on the grid
 * @param inside the part of the grid whose pixel centres lie in the image; outside of it the image's border repeats
 * @param source the image pixels that the box stands for
 */
public record Frame(int width, int height, Window box, Window inside, Window source) {
    /** No frame of {@link #around} is wider or higher, up to this work size of the box. */
    public static final int LARGEST_BOX = 96;

    private static final int SMALLEST_BOX = 48;
    private static final double CONTEXT = .4;

    /** Pixels that {@link #around} can need at most. */
    public static final int CAPACITY = area(LARGEST_BOX, LARGEST_BOX);

    /**
     * The level set's frame: scaled alike in x and y so that the box's longer side has 48 to {@code longSide} pixels,
     * with a margin of .4 geometric mean sides, at least 6, which ends at the image's border.
     *
     * @param source whole pixels of the image that the box covers, not empty
     * @param longSide work size, at most {@value #LARGEST_BOX}
     */
    public static Frame around(Window source, int imageWidth, int imageHeight, int longSide) {
        int longest = Math.max(source.width(), source.height());
        double scale = Math.min(Math.max(longest, SMALLEST_BOX), longSide) / (double) longest;
        int width = Math.max(4, (int) Math.round(source.width() * scale));
        int height = Math.max(4, (int) Math.round(source.height() * scale));
        int margin = margin(width, height);
        double scaleX = (double) width / source.width();
        double scaleY = (double) height / source.height();
        int left = Math.min(margin, (int) (source.x() * scaleX));
        int top = Math.min(margin, (int) (source.y() * scaleY));
        int right = Math.min(margin, (int) ((imageWidth - source.x() - source.width()) * scaleX));
        int bottom = Math.min(margin, (int) ((imageHeight - source.y() - source.height()) * scaleY));
        int frameWidth = left + width + right;
        int frameHeight = top + height + bottom;
        return new Frame(
                frameWidth,
                frameHeight,
                new Window(left, top, width, height),
                new Window(0, 0, frameWidth, frameHeight),
                source);
    }

    /**
     * The whole pixels that a box touches within the image.
     *
     * @return null if there are none
     */
    public static Window cover(Box box, int imageWidth, int imageHeight) {
        double left = Math.max(0, Math.floor(box.x()));
        double top = Math.max(0, Math.floor(box.y()));
        double right = Math.min(imageWidth, Math.ceil(box.right()));
        double bottom = Math.min(imageHeight, Math.ceil(box.bottom()));
        return right > left && bottom > top
                ? new Window((int) left, (int) top, (int) (right - left), (int) (bottom - top))
                : null;
    }

    /** Pixels of the grid. */
    public int size() {
        return width * height;
    }

    /** The index in a map over the frame of the box's pixel (x, y). */
    public int index(int x, int y) {
        return (y + box.y()) * width + x + box.x();
    }

    /** Frame pixels a source pixel is wide. */
    public double scaleX() {
        return (double) box.width() / source.width();
    }

    /** Frame pixels a source pixel is high. */
    public double scaleY() {
        return (double) box.height() / source.height();
    }

    /** Horizontal box coordinate of a column's pixel centres: -1 at the box's left edge, 1 at its right edge. */
    public float u(int column) {
        return (2 * (column - box.x()) + 1f) / box.width() - 1;
    }

    /** Vertical box coordinate of a row's pixel centres: -1 at the box's upper edge, 1 at its lower edge. */
    public float v(int row) {
        return (2 * (row - box.y()) + 1f) / box.height() - 1;
    }

    private static int margin(int width, int height) {
        return Math.max(6, (int) Math.round(CONTEXT * Math.sqrt((double) width * height)));
    }

    private static int area(int width, int height) {
        int margin = margin(width, height);
        return (width + 2 * margin) * (height + 2 * margin);
    }
}
