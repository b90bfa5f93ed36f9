package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.mask.Rle;
import java.util.HashMap;
import java.util.Map;

/** The masks of an image in one layer, in which a pixel belongs to one of them. */
final class RasterLayer {
    private final DatasetImage image;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Of each run of pixels, row by row, the number of its mask; 0 for none. */
    private final int[] values;
    /** Of each run the index behind its last pixel. */
    private final int[] ends;

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
        JsonNode rle = layer.path("dense_rle");
        values = new int[rle.size() / 2];
        ends = new int[values.length];
        int pixels = image.width() * image.height();
        int end = 0;
        for (int i = 0; i < values.length; i++) {
            long count = rle.get(2 * i + 1).asLong(-1);
            if (count < 0 || count > pixels - end) {
                throw wrongSize(place);
            }
            end += (int) count;
            values[i] = rle.get(2 * i).asInt();
            ends[i] = end;
        }
        if (end != pixels || rle.size() % 2 != 0) {
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
        byte[] dense = new byte[image.width() * image.height()];
        for (int i = 0; i < values.length; i++) {
            for (int p = i == 0 ? 0 : ends[i - 1]; values[i] == number && p < ends[i]; p++) {
                dense[p % image.width() * image.height() + p / image.width()] = 1;
            }
        }
        return Rle.ofDense(dense, image.height(), image.width());
    }
}
