package dev.copra.box2mask.learned;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Frame;
import dev.copra.mask.Box;

/**
 * The network's view of a box: square grids over the box grown {@value #GROWTH} times about its centre, a coarse one for the
 * maps and a fine one for the colours and the answers. Both axes are scaled on their own, so that the box always covers the
 * same pixels of a grid.
 */
final class Crop {
    /** Pixels along each side of the grid of the maps. */
    static final int MAPS = 96;

    /** Pixels along each side of the grid of colours and answers. */
    static final int SIZE = 144;

    /** Sides of a grid to sides of the box. */
    static final double GROWTH = 1.5;

    private Crop() {}

    /**
     * The crop of a box. The whole pixels that the box touches fill the middle of the grid; what of the grid lies outside the
     * image repeats its border.
     *
     * @param size pixels along each side of the grid, a multiple of 6
     * @return null if the box touches no pixel of the image
     */
    static Frame of(Box box, int imageWidth, int imageHeight, int size) {
        Window source = Frame.cover(box, imageWidth, imageHeight);
        if (source == null) {
            return null;
        }
        int left = firstInside(source.x(), source.width(), size);
        int right = size - firstInside(imageWidth - source.x() - source.width(), source.width(), size);
        int top = firstInside(source.y(), source.height(), size);
        int bottom = size - firstInside(imageHeight - source.y() - source.height(), source.height(), size);
        int margin = margin(size);
        int inner = size - 2 * margin;
        return new Frame(
                size,
                size,
                new Window(margin, margin, inner, inner),
                new Window(left, top, right - left, bottom - top),
                source);
    }

    /**
     * How many pixels at one edge of the grid have their centres outside the image.
     *
     * @param room pixels of the image between its border and the box
     * @param side the box's side in pixels of the image
     */
    private static int firstInside(int room, int side, int size) {
        double onGrid = (double) room * (size - 2 * margin(size)) / side;
        return (int) Math.max(0, Math.ceil(margin(size) - onGrid - .5));
    }

    private static int margin(int size) {
        return (int) Math.rint(size * (1 - 1 / GROWTH) / 2);
    }

    /** The pixels that a box touches, grown by a share of their extent on each side as far as the image goes. */
    static Window grown(Window source, double share, int imageWidth, int imageHeight) {
        int across = (int) Math.rint(share * source.width());
        int down = (int) Math.rint(share * source.height());
        int left = Math.max(0, source.x() - across);
        int top = Math.max(0, source.y() - down);
        int right = Math.min(imageWidth, source.x() + source.width() + across);
        int bottom = Math.min(imageHeight, source.y() + source.height() + down);
        return new Window(left, top, right - left, bottom - top);
    }

    /**
     * Brings a map over a crop onto the image's pixels: each is the mean over what it covers of the grid, interpolated linearly
     * between the grid's pixel centres.
     *
     * @param map row-major over the grid
     * @param window pixels of the image, within the crop
     * @return row-major over the window
     */
    static float[] unfold(float[] map, Frame frame, Window window) {
        int width = window.width();
        int height = window.height();
        float[] x = points(window.x() - frame.source().x(), width, frame.scaleX());
        float[] y = points(window.y() - frame.source().y(), height, frame.scaleY());
        int across = x.length / width;
        int down = y.length / height;
        float[] out = new float[width * height];
        float share = 1f / (across * down);
        for (int row = 0; row < y.length; row++) {
            int line = row / down * width;
            for (int column = 0; column < x.length; column++) {
                out[line + column / across] += share * Bilinear.interpolate(map, SIZE, SIZE, x[column], y[row]);
            }
        }
        return out;
    }

    /** Where on the grid the points are that stand for so many of the image's pixels, the first counted from the box's side. */
    private static float[] points(int first, int pixels, double scale) {
        int each = (int) Math.ceil(scale);
        float[] at = new float[pixels * each];
        for (int i = 0; i < at.length; i++) {
            at[i] = (float) (margin(SIZE) + (first + (i + .5) / each) * scale - .5);
        }
        return at;
    }
}
