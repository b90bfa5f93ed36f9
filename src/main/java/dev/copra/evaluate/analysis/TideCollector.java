package dev.copra.evaluate.analysis;

import dev.copra.coco.Id;
import dev.copra.evaluate.ImagePairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Collects the kinds of errors of images, in any order. */
public final class TideCollector implements Consumer<ImagePairs> {
    /** Up to which IoU a detection is of background. */
    public static final double BACKGROUND = .1;

    private final double threshold;
    private final double background;
    private final List<TideImage> images = new ArrayList<>();

    /** @param threshold from which IoU on a detection has found its truth @param background up to which IoU it is of nothing */
    public TideCollector(double threshold, double background) {
        this.threshold = threshold;
        this.background = background;
    }

    /** Takes in an image. */
    @Override
    public void accept(ImagePairs pairs) {
        images.add(TideImage.of(pairs, threshold, background));
    }

    /** Takes in the images of another collector. */
    public void merge(TideCollector other) {
        images.addAll(other.images);
    }

    /** What has been collected. @param categories how many there are */
    public TideErrors result(int categories) {
        images.sort(Comparator.comparing(TideImage::image, Id.ORDER));
        TideTally tally = new TideTally(images, categories);
        return tally.errors(threshold, background);
    }
}
