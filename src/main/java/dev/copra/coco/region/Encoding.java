package dev.copra.coco.region;

import dev.copra.coco.Segmentation;

/** The three ways to write a mask. */
public enum Encoding {
    /** Compressed RLE: {@code {"size": [h, w], "counts": "..."}}. */
    RLE,
    /** Uncompressed RLE: {@code {"size": [h, w], "counts": [...]}}. */
    COUNTS,
    /** Rings along the pixel edges that pycocotools rasterises to the same mask. */
    POLYGON;

    /** Whether a segmentation is encoded this way already. */
    public boolean isOf(Segmentation segmentation) {
        return switch (this) {
            case RLE -> segmentation instanceof Segmentation.CompressedRle;
            case COUNTS -> segmentation instanceof Segmentation.UncompressedRle;
            case POLYGON -> segmentation instanceof Segmentation.Polygons polygons && !polygons.flat();
        };
    }
}
