package dev.copra.evaluate.panoptic;

import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares two panoptic files, whose JSON says what the segments in their PNG pictures are. */
public final class PanopticFiles {
    private final PanopticQuality quality;
    private final PanopticContents truth;

    private final List<String> overlaps;

    private PanopticFiles(PanopticQuality quality, PanopticContents truth, List<String> overlaps) {
        this.quality = quality;
        this.truth = truth;
        this.overlaps = overlaps;
    }

    /**
     * Compares results with the truth.
     *
     * @param truthMasks folder of the truth's pictures; null if its annotations are segments that have masks of their own
     * @param resultMasks folder of the results' pictures, or null
     * @param maxPixels pictures of more pixels are refused before they are decoded
     * @param boundaryRatio for boundary panoptic quality; null for panoptic quality
     * @throws IOException if the files do not belong together: a figure would mean nothing then. Names file and place
     */
    public static PanopticFiles compare(
            Input truthFile, Path truthMasks, Input resultsFile, Path resultMasks, long maxPixels, Double boundaryRatio)
            throws IOException {
        PanopticContents truth = PanopticContents.read(truthFile, truthMasks != null, maxPixels, null);
        PanopticQuality quality = boundaryRatio == null
                ? new PanopticQuality()
                : PanopticQuality.ofBoundaries(boundaryRatio, truth.names.keySet());
        PanopticContents results = PanopticContents.read(resultsFile, resultMasks != null, maxPixels, truth.sizes);
        Set<Id> things = Set.copyOf(truth.categories(true));
        PanopticPictures known = new PanopticPictures(truthFile.name(), truth, truthMasks, maxPixels, things);
        PanopticPictures found = new PanopticPictures(resultsFile.name(), results, resultMasks, maxPixels, things);
        for (Id image : truthMasks == null ? truth.masked.keySet() : truth.pictures.keySet()) {
            PaintedPicture of = known.painted(image, null);
            PaintedPicture by = found.painted(image, of.picture());
            for (PanopticQuality.Segment segment : by.segments()) {
                if (!truth.names.containsKey(segment.category())) {
                    throw new IOException(resultsFile.name() + ": the truth has no category " + segment.category());
                }
            }
            try {
                quality.add(of.picture(), of.segments(), by.picture(), by.segments());
            } catch (IllegalArgumentException e) {
                throw new IOException(resultsFile.name() + ": image " + image + ": " + e.getMessage(), e);
            }
        }
        List<String> overlaps = Stream.of(known.overlaps(), found.overlaps())
                .filter(Objects::nonNull)
                .toList();
        return new PanopticFiles(quality, truth, overlaps);
    }

    /** The names of the truth's categories by id, in the order of the file, in which panopticapi sums up. */
    public Map<Id, String> categories() {
        return truth.names;
    }

    /** The categories of things, or of stuff. */
    public List<Id> categories(boolean things) {
        return truth.categories(things);
    }

    /** The mean figures of categories. */
    public PanopticQuality.Figures figures(List<Id> categories) {
        return quality.figures(categories);
    }

    /** How many segments of the truth state another area than their picture has. */
    public int wrongAreas() {
        return quality.wrongAreas();
    }

    /** For each file whose masks overlap what was made of that, for a message. */
    public List<String> overlaps() {
        return overlaps;
    }
}
