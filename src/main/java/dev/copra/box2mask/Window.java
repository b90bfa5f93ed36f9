package dev.copra.box2mask;

/** A rectangle of whole pixels of the image; maps over it are row-major: (x, y) at (y - this.y) * width + x - this.x. */
public record Window(int x, int y, int width, int height) {

    /** Whether the window has the pixel (column, row). */
    public boolean contains(int column, int row) {
        return column >= x && column < x + width && row >= y && row < y + height;
    }
}
