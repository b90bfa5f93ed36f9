package dev.copra.coco;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A {@code segmentation} as a file states it, in all the shapes that exist in the wild. */
public sealed interface Segmentation {

    /**
     * Polygons; their union is the mask.
     *
     * @param rings each x0, y0, x1, y1, ... in continuous pixel coordinates, as they stand (too short and odd ones, too)
     * @param flat whether the file has one ring's numbers without the list around it
     */
    record Polygons(List<double[]> rings, boolean flat) implements Segmentation {}

    /**
     * Column-major runs in pycocotools' string; size and string as they stand, unchecked.
     *
     * @param text the string's characters, a byte each. Not copied: it must not be written to
     */
    record CompressedRle(long height, long width, byte[] text) implements Segmentation {
        /** An RLE whose counts are characters of ASCII. */
        public CompressedRle(long height, long width, String counts) {
            this(height, width, counts.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** COCO's string. */
        public String counts() {
            return new String(text, StandardCharsets.ISO_8859_1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof CompressedRle that
                    && height == that.height
                    && width == that.width
                    && Arrays.equals(text, that.text);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Long.hashCode(height) + Long.hashCode(width)) + Arrays.hashCode(text);
        }
    }

    /** Column-major runs as a list of numbers; size and runs as they stand, unchecked. */
    record UncompressedRle(long height, long width, double[] counts) implements Segmentation {}

    /** No mask. The ways to say so are kept apart, because a file must come back as it was. */
    enum None implements Segmentation {
        /** There is no member {@code segmentation}. */
        ABSENT,
        /** It is {@code null}. */
        NULL,
        /** It is {@code []}. */
        EMPTY_LIST,
        /** It is {@code [[]]}. */
        EMPTY_RING,
        /** It is {@code {}}. */
        EMPTY_OBJECT
    }
}
