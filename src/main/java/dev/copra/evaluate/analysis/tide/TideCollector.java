package dev.copra.evaluate.analysis.tide;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.evaluate.part.PartLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Collects the kinds of errors of images, in any order. */
public final class TideCollector implements Consumer<ImagePairs> {
    /** Up to which IoU a detection is of background. */
    public static final double BACKGROUND = .1;

    private static final JsonMapper MAPPER = new JsonMapper();

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
        sort();
        TideTally tally = new TideTally(images, categories);
        return tally.errors(threshold, background);
    }

    /** Equal scores are told apart by the ids of their images. */
    private void sort() {
        images.sort(Comparator.comparing(TideImage::image, Id.ORDER));
    }

    /** Writes it as lines of JSON: a header, then an image a line. */
    public void write(OutputStream out) throws IOException {
        sort();
        PartLine.write(new Header(images.size(), threshold, background), out);
        for (TideImage image : images) {
            PartLine.write(TideRow.of(image, MAPPER.readTree(image.image().json())), out);
        }
    }

    /** Reads what {@link #write} has written; null where the document says null. */
    public static TideCollector read(JsonParser in, int categories) throws IOException {
        Header header = MAPPER.readValue(in, Header.class);
        if (header == null) {
            return null;
        }
        TideCollector collector = new TideCollector(header.threshold, header.background);
        for (int i = 0; i < header.images; i++) {
            collector.images.add(MAPPER.readValue(in, TideRow.class).image(categories));
        }
        return collector;
    }

    private record Header(int images, double threshold, double background) {}
}
