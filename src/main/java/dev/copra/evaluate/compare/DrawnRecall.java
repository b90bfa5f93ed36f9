package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import java.util.stream.IntStream;

/**
 * How many truths are found when images count several times or not at all, added up over thresholds: of one category, range of
 * areas and number of detections.
 *
 * @param image of each true detection
 * @param times at how many of the thresholds it is true
 */
record DrawnRecall(int[] image, int[] times) {

    /** @param thresholds which of them, a bit each */
    static DrawnRecall of(CategoryMatches matches, int area, int most, long thresholds) {
        long[] matched = matches.matched()[area];
        long[] ignored = matches.ignored()[area];
        int[] kept = IntStream.range(0, matches.size())
                .filter(i -> matches.rank()[i] < most && (matched[i] & ~ignored[i] & thresholds) != 0)
                .toArray();
        return new DrawnRecall(
                IntStream.of(kept).map(i -> matches.image()[i]).toArray(),
                IntStream.of(kept)
                        .map(i -> Long.bitCount(matched[i] & ~ignored[i] & thresholds))
                        .toArray());
    }

    /** @param counts by image how often it is in the sample, at most 127 times */
    long found(byte[] counts) {
        long found = 0;
        for (int i = 0; i < image.length; i++) {
            found += (long) counts[image[i]] * times[i];
        }
        return found;
    }
}
