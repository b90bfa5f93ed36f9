package dev.copra.box2mask.cue;

import java.util.Arrays;

/**
 * The minimum barrier distance from a set of seeds: the least span (largest minus smallest value) over paths of
 * 4-neighbours, found by raster passes as in Zhang et al., "Minimum Barrier Salient Object Detection at 80 FPS", 2015.
 * Spans of several bands add up.
 */
final class Barrier {
    private static final float FAR = 1e9f;
    private static final int PASSES = 4;

    private final float[] highest;
    private final float[] lowest;
    private final float[] span;

    /** @param capacity most pixels of a frame */
    public Barrier(int capacity) {
        highest = new float[capacity];
        lowest = new float[capacity];
        span = new float[capacity];
    }

    /**
     * Computes the distance of every pixel of a frame.
     *
     * @param seeds 0 at the seeds, anything else elsewhere; at least one seed
     * @param distance receives the distances, summed over the bands
     */
    public void compute(float[][] bands, int width, int height, float[] seeds, float[] distance) {
        int size = width * height;
        Arrays.fill(distance, 0, size, 0);
        for (float[] band : bands) {
            for (int i = 0; i < size; i++) {
                highest[i] = band[i];
                lowest[i] = band[i];
                span[i] = seeds[i] == 0 ? 0 : FAR;
            }
            for (int pass = 0; pass < PASSES; pass += 2) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        int i = y * width + x;
                        if (y > 0) {
                            relax(band[i], i, i - width);
                        }
                        if (x > 0) {
                            relax(band[i], i, i - 1);
                        }
                    }
                }
                for (int y = height - 1; y >= 0; y--) {
                    for (int x = width - 1; x >= 0; x--) {
                        int i = y * width + x;
                        if (y + 1 < height) {
                            relax(band[i], i, i + width);
                        }
                        if (x + 1 < width) {
                            relax(band[i], i, i + 1);
                        }
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                distance[i] += span[i];
            }
        }
    }

    private void relax(float value, int i, int neighbour) {
        if (span[neighbour] == FAR) {
            return;
        }
        float high = Math.max(highest[neighbour], value);
        float low = Math.min(lowest[neighbour], value);
        if (high - low < span[i]) {
            span[i] = high - low;
            highest[i] = high;
            lowest[i] = low;
        }
    }
}
