package dev.copra.box2mask.cue;

/**
 * The geodesic distance from a set of seeds: the least sum, over paths of 8-neighbours, of colour difference plus a
 * constant per pixel of length (Criminisi, Sharp and Blake, "GeoS: Geodesic Image Segmentation", 2008). Found by raster
 * passes from alternating corners, four of which come close to the exact distance.
 */
final class Geodesic {
    /** What stands for "not reached". */
    public static final float FAR = 1e9f;

    private static final int PASSES = 4;
    private static final float DIAGONAL = (float) Math.sqrt(2);

    private Geodesic() {}

    /**
     * Computes the distance of every pixel of a frame.
     *
     * @param contrast colour differences over the frame
     * @param length cost of a step of one pixel, in units of colour difference
     * @param distance on entry 0 at the seeds and {@link #FAR} elsewhere; on return the distances
     */
    public static void spread(Contrast contrast, int width, int height, float length, float[] distance) {
        for (int pass = 0; pass < PASSES; pass += 2) {
            forward(contrast, width, height, length, distance);
            backward(contrast, width, height, length, distance);
        }
    }

    private static void forward(Contrast contrast, int width, int height, float length, float[] distance) {
        float[] east = contrast.of(Contrast.EAST);
        float[] southWest = contrast.of(Contrast.SOUTH_WEST);
        float[] south = contrast.of(Contrast.SOUTH);
        float[] southEast = contrast.of(Contrast.SOUTH_EAST);
        float diagonal = DIAGONAL * length;
        for (int y = 0; y < height; y++) {
            int line = y * width;
            if (y > 0) {
                for (int x = 0; x < width; x++) {
                    int i = line + x;
                    int north = i - width;
                    float best = Math.min(distance[i], distance[north] + south[north] + length);
                    if (x > 0) {
                        best = Math.min(best, distance[north - 1] + southEast[north - 1] + diagonal);
                    }
                    if (x + 1 < width) {
                        best = Math.min(best, distance[north + 1] + southWest[north + 1] + diagonal);
                    }
                    distance[i] = best;
                }
            }
            for (int i = line + 1; i < line + width; i++) {
                distance[i] = Math.min(distance[i], distance[i - 1] + east[i - 1] + length);
            }
        }
    }

    private static void backward(Contrast contrast, int width, int height, float length, float[] distance) {
        float[] east = contrast.of(Contrast.EAST);
        float[] southWest = contrast.of(Contrast.SOUTH_WEST);
        float[] south = contrast.of(Contrast.SOUTH);
        float[] southEast = contrast.of(Contrast.SOUTH_EAST);
        float diagonal = DIAGONAL * length;
        for (int y = height - 1; y >= 0; y--) {
            int line = y * width;
            if (y + 1 < height) {
                for (int x = 0; x < width; x++) {
                    int i = line + x;
                    int below = i + width;
                    float best = Math.min(distance[i], distance[below] + south[i] + length);
                    if (x > 0) {
                        best = Math.min(best, distance[below - 1] + southWest[i] + diagonal);
                    }
                    if (x + 1 < width) {
                        best = Math.min(best, distance[below + 1] + southEast[i] + diagonal);
                    }
                    distance[i] = best;
                }
            }
            for (int i = line + width - 2; i >= line; i--) {
                distance[i] = Math.min(distance[i], distance[i + 1] + east[i] + length);
            }
        }
    }
}
