package dev.copra.box2mask.cue;

import dev.copra.box2mask.Window;
import java.util.Arrays;

/**
 * The share of each segment that lies in the box (Alexe, Deselaers and Ferrari, "Measuring the Objectness of Image
 * Windows", 2012): a segment that crosses the box's edge belongs to the surroundings.
 */
final class Straddling {
    private final int[] total;
    private final int[] within;

    /** @param capacity most segments of a frame */
    public Straddling(int capacity) {
        total = new int[capacity];
        within = new int[capacity];
    }

    /**
     * Computes |S n box| / |S| for the segment S of every pixel. Pixels outside the image count for nothing.
     *
     * @param labels number of the segment per pixel of the frame
     * @param segments labels are below it
     * @param share receives values in [0, 1]
     */
    public void compute(Frame frame, int[] labels, int segments, float[] share) {
        Arrays.fill(total, 0, segments, 0);
        Arrays.fill(within, 0, segments, 0);
        count(frame, frame.inside(), labels, total);
        count(frame, intersect(frame.box(), frame.inside()), labels, within);
        for (int i = 0; i < frame.size(); i++) {
            share[i] = within[labels[i]] / (float) Math.max(total[labels[i]], 1);
        }
    }

    private static void count(Frame frame, Window window, int[] labels, int[] counts) {
        for (int y = window.y(); y < window.y() + window.height(); y++) {
            for (int i = y * frame.width() + window.x(); i < y * frame.width() + window.x() + window.width(); i++) {
                counts[labels[i]]++;
            }
        }
    }

    private static Window intersect(Window a, Window b) {
        int left = Math.max(a.x(), b.x());
        int top = Math.max(a.y(), b.y());
        int right = Math.min(a.x() + a.width(), b.x() + b.width());
        int bottom = Math.min(a.y() + a.height(), b.y() + b.height());
        return new Window(left, top, Math.max(right - left, 0), Math.max(bottom - top, 0));
    }
}
