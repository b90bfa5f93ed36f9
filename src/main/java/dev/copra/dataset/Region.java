package dev.copra.dataset;

import dev.copra.mask.Rle;
import java.util.List;

/** The pixels of an instance, as its source states them. */
public sealed interface Region {
    /**
     * Polygons; their union is the mask, and each is filled by the even-odd rule, as pycocotools does.
     *
     * @param rings each x0, y0, x1, y1, ... in continuous pixel coordinates: (0, 0) is the top left corner of the image. Not
     *     copied: they must not be written to
     */
    record Rings(List<double[]> rings) implements Region {
        /** Keeps a copy of the list. */
        public Rings {
            rings = List.copyOf(rings);
        }
    }

    /** A mask of the whole image. */
    record Raster(Rle mask) implements Region {}

    /**
     * A line, which has no pixels.
     *
     * @param points x0, y0, x1, y1, ... in continuous pixel coordinates. Not copied: they must not be written to
     */
    record Line(double[] points) implements Region {}
}
