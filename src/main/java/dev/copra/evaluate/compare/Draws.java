package dev.copra.evaluate.compare;

import dev.copra.collect.SplitMix64;

/**
 * How often each image is in each of several samples with replacement, of as many images as there are. Samples are kept and counted
 * two at a time, because most of the time goes into loading what is the same for both: a number of each of them is one long, that of
 * the first in its lower 32 bits, so that one addition adds both. No such number is negative or reaches 2^31.
 */
final class Draws {
    /** By pair and rank of the image: the count of the first sample in the lower 8 bits, that of the second in the upper. */
    private final char[][] pairs;

    /**
     * @param draws how many samples; of an odd number the last one's second is empty
     * @param seed the same seed gives the same samples, whatever is measured on them
     */
    Draws(int draws, int images, long seed) {
        pairs = new char[(draws + 1) / 2][images];
        SplitMix64 random = new SplitMix64(seed);
        for (int d = 0; d < draws; d++) {
            char[] pair = pairs[d / 2];
            int shift = d % 2 * Byte.SIZE;
            for (int i = 0; i < images; i++) {
                int image = random.below(images);
                pair[image] += 1 << shift;
                // one image 256 times: there is no such luck, unless the random numbers are broken
                if ((pair[image] >> shift & 0xff) == 0) {
                    throw new ArithmeticException("an image was drawn too often");
                }
            }
        }
    }

    /** The samples 2 i and 2 i + 1: by the rank of an image how often it is in them, for {@link #counts}. */
    char[] pair(int i) {
        return pairs[i];
    }

    /** The two counts of an image as one number. */
    static long counts(char ofImage) {
        return (ofImage | (long) ofImage << 24) & 0xff_0000_00ffL;
    }

    /** The number of the first or second sample. @param which 0 or 1 */
    static int of(long both, int which) {
        return (int) (both >>> Integer.SIZE * which);
    }
}
