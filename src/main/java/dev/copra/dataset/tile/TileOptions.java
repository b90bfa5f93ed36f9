package dev.copra.dataset.tile;

import dev.copra.coco.region.Encoding;
import dev.copra.image.PictureWriter;

/**
 * How a data set is cut.
 *
 * @param minVisible the least share of an object that is kept as a part, 0 to 1: of its pixels, or of its box if it has no mask; a part
 *     of no pixel is never kept
 * @param encoding how parts are written; null as the object itself
 * @param pictures how pictures are written
 * @param dropsEmpty whether tiles without a part are left out
 */
public record TileOptions(
        TileGrid grid, double minVisible, Encoding encoding, PictureWriter pictures, boolean dropsEmpty) {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if {@code minVisible} is not from 0 to 1
     */
    public TileOptions {
        if (!(minVisible >= 0 && minVisible <= 1)) {
            throw new IllegalArgumentException("a share is from 0 to 1");
        }
    }
}
