package dev.copra.evaluate.compare;

import dev.copra.collect.SplitMix64;

/** How often each image is in each of several samples with replacement, of as many images as there are. */
final class Draws {
    private final byte[][] counts;

    /** @param seed the same seed gives the same samples, whatever is measured on them */
    Draws(int draws, int images, long seed) {
        counts = new byte[draws][images];
        SplitMix64 random = new SplitMix64(seed);
        for (byte[] sample : counts) {
            for (int i = 0; i < images; i++) {
                int image = random.below(images);
                // one image 128 times: there is no such luck, unless the random numbers are broken
                if (++sample[image] < 0) {
                    throw new ArithmeticException("an image was drawn too often");
                }
            }
        }
    }

    int size() {
        return counts.length;
    }

    /** By the rank of an image how often it is in a sample, at most 127 times. */
    byte[] counts(int draw) {
        return counts[draw];
    }
}
