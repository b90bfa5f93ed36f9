package dev.copra.dataset.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * How an image is cut.
 *
 * @param width of a tile in pixels
 * @param height of a tile in pixels
 * @param overlap share of a tile's side that it has in common with the next one, from 0 to below 1
 * @param edge what becomes of tiles that reach beyond the image
 */
public record TileGrid(int width, int height, double overlap, Edge edge) {
    /** What becomes of the last tile of a row or column, which reaches beyond the image. */
    public enum Edge {
        /** It is shifted inwards, and overlaps the one before more; an image that is smaller than a tile is one tile of its size. */
        SHIFT,
        /** It keeps its place and its size, and what lies beyond the image is black. */
        PAD
    }

    /** A side longer than this is no tile's. */
    private static final int MOST = 1 << 16;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a side is not from 1 to 65,536 pixels, or the overlap not from 0 to below 1
     */
    public TileGrid {
        if (width < 1 || height < 1 || width > MOST || height > MOST) {
            throw new IllegalArgumentException("a tile has 1 to " + MOST + " pixels a side");
        }
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException("an overlap is a share of the tile's side, from 0 to below 1");
        }
    }

    /** The tiles of an image, row by row. Every pixel is in at least one. */
    public List<TilePlace> places(int imageWidth, int imageHeight) {
        List<TilePlace> places = new ArrayList<>();
        for (int y : starts(imageHeight, height)) {
            for (int x : starts(imageWidth, width)) {
                boolean pads = edge == Edge.PAD;
                places.add(new TilePlace(
                        x,
                        y,
                        pads ? width : Math.min(width, imageWidth),
                        pads ? height : Math.min(height, imageHeight)));
            }
        }
        return places;
    }

    private int[] starts(int side, int tile) {
        int step = (int) Math.max(1, Math.round(tile * (1 - overlap)));
        int count = side <= tile ? 1 : (side - tile + step - 1) / step + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = edge == Edge.SHIFT ? Math.max(0, Math.min(i * step, side - tile)) : i * step;
        }
        return starts;
    }
}
