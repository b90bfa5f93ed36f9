package dev.copra.gallery;

import dev.copra.evaluate.rules.Kind;
import dev.copra.io.Input;
import java.nio.file.Path;
import java.util.List;

/**
 * What a page is of.
 *
 * @param main the document; can be read again, as all others
 * @param results detections on its images
 * @param baseline results that the others are compared with, or without results an older document; or null
 * @param images folder of the images, or null
 * @param kind what is evaluated, or null for what the results have
 * @param maxPixels images of more pixels are not shown
 */
public record GalleryRequest(
        Input main, List<Input> results, Input baseline, Path images, Kind kind, long maxPixels, int threads) {
    /** Keeps a copy of the results. */
    public GalleryRequest {
        results = List.copyOf(results);
    }
}
