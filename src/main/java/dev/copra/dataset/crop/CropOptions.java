package dev.copra.dataset.crop;

import dev.copra.image.PictureWriter;

/**
 * How instances are cut out.
 *
 * @param square whether the shorter side is made as long as the longer one; what lies beyond the image is as the background, or black
 * @param minSide boxes with a side of fewer pixels are left out
 * @param crowds whether groups of objects are cut out, too
 * @param folders whether each category has a folder of its own
 */
public record CropOptions(
        CropBackground background,
        CropPadding padding,
        boolean square,
        double minSide,
        boolean crowds,
        boolean folders,
        PictureWriter pictures) {
    /**
     * Checks that the pictures can hold the background.
     *
     * @throws IllegalArgumentException if it is transparent and they are JPEG
     */
    public CropOptions {
        if (background.isTransparent() && pictures == PictureWriter.JPEG) {
            throw new IllegalArgumentException("a JPEG file has no transparent pixels; write PNG files");
        }
    }
}
