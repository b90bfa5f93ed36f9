package dev.copra.dataset.tile;

import dev.copra.mask.Rle;

/**
 * Where a tile lies in its image.
 *
 * @param x column of its first pixel
 * @param y row of its first pixel
 * @param width in pixels; may reach beyond the image
 * @param height in pixels; may reach beyond the image
 */
public record TilePlace(int x, int y, int width, int height) {

    /** The part of an image's mask that lies in the tile, as a mask of the tile. */
    public Rle cut(Rle whole) {
        int right = Math.min(x + width, whole.width());
        int bottom = Math.min(y + height, whole.height());
        Rle part = whole.crop(Math.min(x, right), Math.min(y, bottom), right, bottom);
        return part.width() == width && part.height() == height ? part : part.place(0, 0, height, width);
    }

    /** A tile's mask as a mask of the image. What lies beyond the image is left out. */
    public Rle putBack(Rle part, int imageHeight, int imageWidth) {
        int right = Math.min(width, imageWidth - x);
        int bottom = Math.min(height, imageHeight - y);
        Rle inside = right == width && bottom == height ? part : part.crop(0, 0, right, bottom);
        return inside.place(x, y, imageHeight, imageWidth);
    }

    /** The part of a box in the image that lies in the tile, x, y, width, height in the tile; of no extent where there is none. */
    double[] cut(double[] box) {
        double left = clamp(box[0] - x, width);
        double top = clamp(box[1] - y, height);
        double right = clamp(box[0] + box[2] - x, width);
        double bottom = clamp(box[1] + box[3] - y, height);
        return new double[] {left, top, right - left, bottom - top};
    }

    private static double clamp(double at, int side) {
        return Math.max(0, Math.min(side, at));
    }

    /** Whether a box in the image lies in the tile. */
    boolean holds(double left, double top, double right, double bottom) {
        return left >= x && top >= y && right <= x + width && bottom <= y + height;
    }

    /** Whether a point in the image lies in the tile: its left and upper sides belong to it, the others do not. */
    boolean holds(double px, double py) {
        return px >= x && py >= y && px < x + width && py < y + height;
    }

    /** What both tiles have, or null if that is nothing. */
    TilePlace common(TilePlace other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        int right = Math.min(x + width, other.x + other.width);
        int bottom = Math.min(y + height, other.y + other.height);
        return left < right && top < bottom ? new TilePlace(left, top, right - left, bottom - top) : null;
    }
}
