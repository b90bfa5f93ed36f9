package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.mask.Rle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The masks of an image in one layer, in which a pixel belongs to one of them. */
final class RasterLayer {
    private final DatasetImage image;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** By pixel row by row, the number of its mask; 0 for none. */
    private final int[] pixels;

    /**
     * @param layer whose dense_rle is a list of a number and for how many pixels, row by row, it holds
     * @throws AnnotationException if it does not cover the image, whose size is known
     */
    RasterLayer(JsonNode layer, DatasetImage image, String place) throws AnnotationException {
        this.image = image;
        if (!image.hasSize()) {
            throw new AnnotationException("darwin-size", place, "a raster layer needs the size of the image");
        }
        layer.path("mask_annotation_ids_mapping")
                .properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asInt()));
        pixels = new int[image.width() * image.height()];
        JsonNode rle = layer.path("dense_rle");
        int at = 0;
        for (int i = 0; i + 1 < rle.size(); i += 2) {
            long count = rle.get(i + 1).asLong(-1);
            if (count < 0 || count > pixels.length - at) {
                throw wrongSize(place);
            }
            Arrays.fill(pixels, at, at + (int) count, rle.get(i).asInt());
            at += (int) count;
        }
        if (at != pixels.length || rle.size() % 2 != 0) {
            throw wrongSize(place);
        }
    }

    private AnnotationException wrongSize(String place) {
        return new AnnotationException(
                "darwin-raster",
                place,
                "the runs of the raster layer are not those of an image of " + image.width() + " x " + image.height()
                        + " pixels");
    }

    /** The mask of an annotation; null if the layer has none of it. */
    Rle mask(String annotation) {
        Integer number = numbers.get(annotation);
        if (number == null) {
            return null;
        }
        byte[] dense = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] == number) {
                dense[i % image.width() * image.height() + i / image.width()] = 1;
            }
        }
        return Rle.ofDense(dense, image.height(), image.width());
    }
}
