package dev.copra.box2mask.learned;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Frame;
import dev.copra.mask.Rle;
import java.util.Arrays;

/** How much of a grid's pixels a mask covers. */
final class Coverage {
    /** Points along each side of a pixel of the grid at which the mask is looked up, at most. */
    private static final int MOST_POINTS = 4;

    private Coverage() {}

    /**
     * Takes the larger of a map and of a mask's coverage, from 0 to 1. Nothing is covered outside the image.
     *
     * @param mask of the image's size
     * @param map row-major over the frame
     */
    static void add(Rle mask, Frame frame, float[] map) {
        int[] ends = mask.counts().clone();
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        Window inside = frame.inside();
        int across = points(frame.scaleX());
        int down = points(frame.scaleY());
        float share = 1f / (across * down);
        float[] column = new float[frame.height()];
        for (int x = inside.x(); x < inside.x() + inside.width(); x++) {
            Arrays.fill(column, 0);
            for (int i = 0; i < across; i++) {
                double at = frame.source().x()
                        + (x + (i + .5) / across - frame.box().x()) / frame.scaleX();
                int from = clamp(at, mask.width()) * mask.height();
                int found = Arrays.binarySearch(ends, from);
                // a pixel lies in the first run that ends after it; runs of no pixel end where the one before does
                int run = after(ends, found < 0 ? -found - 1 : found, from);
                for (int y = inside.y(); y < inside.y() + inside.height(); y++) {
                    for (int j = 0; j < down; j++) {
                        double row = frame.source().y()
                                + (y + (j + .5) / down - frame.box().y()) / frame.scaleY();
                        run = after(ends, run, from + clamp(row, mask.height()));
                        column[y] += (run & 1) == 1 ? share : 0;
                    }
                }
            }
            for (int y = inside.y(); y < inside.y() + inside.height(); y++) {
                int i = y * frame.width() + x;
                map[i] = Math.max(map[i], column[y]);
            }
        }
    }

    private static int after(int[] ends, int run, int pixel) {
        int at = run;
        while (ends[at] <= pixel) {
            at++;
        }
        return at;
    }

    private static int points(double scale) {
        return (int) Math.max(1, Math.min(MOST_POINTS, Math.ceil(1 / scale)));
    }

    private static int clamp(double at, int length) {
        return (int) Math.max(0, Math.min(length - 1, Math.floor(at)));
    }
}
