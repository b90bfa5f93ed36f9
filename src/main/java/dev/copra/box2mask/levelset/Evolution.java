package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Blur;
import dev.copra.box2mask.cue.ColourRatio;
import dev.copra.box2mask.cue.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * The evolution of an image's curves. Each instance i has a level-set function phi_i over the pixels of its box and
 * q_i = H(phi_i) = 1 / (1 + exp(-phi_i)), the probability that a pixel is in the object. The energy is
 *
 * <pre>
 *   E = sum_i [ - sum_box q_i F_i  +  sum_box q_i ln q_i + (1 - q_i) ln (1 - q_i)         data, and the entropy of H
 *               - wc  sum_box q_i ln (h+ / h-)(Lab)                                       colour models
 *               + ws/2 sum q_i (1 - G * q_i)                                              length
 *               - sum_s wr_s/2 sum_S (|S| (mean_S q_i - 1/2)^2)                            segments S of scale s
 *               - wp  sum_box q_i (min(max_row q_i, max_column q_i) - .8)                 tightness of the box
 *               - sum_box q_i (wx max_j q_j + wxs max_{j smaller} q_j) ]                  exclusion, wx, wxs &lt; 0
 * </pre>
 *
 * <p>F is the sum of the cues ({@link Energy.Terms}); h+ and h- are the colour histograms of q_i and of the band around
 * the box plus wb (1 - q_i); G is a Gaussian of 2 pixels, for which the length term is the heat content that converges to
 * the perimeter (Esedoglu and Otto, "Threshold Dynamics for Networks with Arbitrary Surface Tensions", 2015; F has its
 * constant part). Setting the derivative by q_i to zero, with the histograms, the largest values and the other instances
 * held, gives
 *
 * <pre>   phi_i = F_i + wc ln (h+/h-) + ws (G * q_i - 1/2) + sum_s wr_s (mean_S q_i - 1/2) + wp (...) + wx ... + wxs ... </pre>
 *
 * <p>which is one outer iteration; all instances are taken from the same state, so their order does not matter. The
 * initial curve is phi_i = F0_i, the sum of the cues by the constants {@link Energy#initial}. What is left of length, the
 * total variation along colour edges, is {@link Length}'s, at the end.
 *
 * <p>Where another strategy has said p of the pixels of a box, its energy has the term - sum_box q_i ln (p / (1 - p)), and
 * all others the factor {@link Energy#correction}.
 */
final class Evolution {
    private static final float LENGTH_SIGMA = 2;

    private final Energy energy;
    private final float[] front;
    private final float[] behind;
    private final float[] map;
    private final float[] mean;
    private final int[] count;
    private final float[] others;
    private final float[] smaller;
    private final ColourRatio ratio;
    private final Blur blur;

    /** @param capacity most pixels of a frame */
    Evolution(Energy energy, int capacity) {
        this.energy = energy;
        front = new float[capacity];
        behind = new float[capacity];
        map = new float[capacity];
        mean = new float[capacity];
        count = new int[capacity];
        others = new float[capacity];
        smaller = new float[capacity];
        ratio = new ColourRatio(capacity);
        blur = new Blur(LENGTH_SIGMA, capacity);
    }

    /** One outer iteration for all instances of an image, all from the same state of the others. */
    void step(List<EvolvingContour> contours) {
        for (EvolvingContour contour : contours) {
            force(contour, contours);
        }
        for (EvolvingContour contour : contours) {
            contour.settle();
        }
    }

    private void force(EvolvingContour c, List<EvolvingContour> all) {
        System.arraycopy(c.data, 0, c.phi, 0, c.phi.length);
        spread(c);
        colour(c);
        length(c);
        for (int scale = 0; scale < c.labels.length; scale++) {
            region(c, scale);
        }
        tightness(c);
        exclusion(c, all);
        c.believe(energy.correction());
    }

    /** Puts q into the frame, 0 outside the box. */
    private void spread(EvolvingContour c) {
        Frame frame = c.frame;
        Window box = frame.box();
        Arrays.fill(front, 0, frame.size(), 0);
        for (int y = 0; y < box.height(); y++) {
            System.arraycopy(c.q, y * box.width(), front, c.frame.index(0, y), box.width());
        }
    }

    private void colour(EvolvingContour c) {
        Frame frame = c.frame;
        Window box = frame.box();
        System.arraycopy(c.band, 0, behind, 0, frame.size());
        for (int y = 0, i = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++, i++) {
                behind[c.frame.index(x, y)] += energy.wb() * (1 - c.q[i]);
            }
        }
        ratio.compute(c.bins, front, behind, frame.width(), frame.height(), map);
        add(c, energy.wc(), map, 0);
    }

    private void length(EvolvingContour c) {
        blur.apply(front, c.frame.width(), c.frame.height(), map);
        add(c, energy.ws(), map, .5f);
    }

    private void region(EvolvingContour c, int scale) {
        int[] labels = c.labels[scale];
        Arrays.fill(mean, 0, c.segments[scale], 0);
        Arrays.fill(count, 0, c.segments[scale], 0);
        for (int i = 0; i < c.frame.size(); i++) {
            mean[labels[i]] += front[i];
            count[labels[i]]++;
        }
        for (int s = 0; s < c.segments[scale]; s++) {
            mean[s] /= count[s];
        }
        for (int i = 0; i < c.frame.size(); i++) {
            map[i] = mean[labels[i]];
        }
        add(c, scale == 0 ? energy.wr40() : energy.wr150(), map, .5f);
    }

    private void tightness(EvolvingContour c) {
        Window box = c.frame.box();
        int w = box.width();
        int h = box.height();
        Arrays.fill(map, 0, w + h, 0);
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                map[x] = Math.max(map[x], c.q[i]);
                map[w + y] = Math.max(map[w + y], c.q[i]);
            }
        }
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                c.phi[i] += energy.wp() * (Math.min(map[x], map[w + y]) - .8f);
            }
        }
    }

    private void exclusion(EvolvingContour c, List<EvolvingContour> all) {
        Arrays.fill(others, 0, c.phi.length, 0);
        Arrays.fill(smaller, 0, c.phi.length, 0);
        for (EvolvingContour other : all) {
            if (other != c && !other.target.crowd()) {
                overlay(c, other, other.target.box().area() < c.target.box().area());
            }
        }
        for (int i = 0; i < c.phi.length; i++) {
            c.phi[i] += energy.wx() * others[i] + energy.wxs() * smaller[i];
        }
    }

    /** Takes the largest probability of another instance at the pixels of this one's box. */
    private void overlay(EvolvingContour c, EvolvingContour other, boolean isSmaller) {
        Window box = c.frame.box();
        Window s = c.frame.source();
        Window o = other.frame.source();
        int left = first(s.x(), c.frame.scaleX(), o.x());
        int right = Math.min(box.width(), first(s.x(), c.frame.scaleX(), o.x() + o.width()));
        int top = first(s.y(), c.frame.scaleY(), o.y());
        int bottom = Math.min(box.height(), first(s.y(), c.frame.scaleY(), o.y() + o.height()));
        for (int y = top; y < bottom; y++) {
            double imageY = s.y() + (y + .5) / c.frame.scaleY();
            for (int x = left; x < right; x++) {
                double imageX = s.x() + (x + .5) / c.frame.scaleX();
                float there = other.at(imageX, imageY);
                int i = y * box.width() + x;
                others[i] = Math.max(others[i], there);
                if (isSmaller) {
                    smaller[i] = Math.max(smaller[i], there);
                }
            }
        }
    }

    /** The first pixel of a box grid whose centre is not before an image coordinate. */
    private static int first(int origin, double scale, int coordinate) {
        return (int) Math.max(0, Math.ceil((coordinate - origin) * scale - .5));
    }

    private void add(EvolvingContour c, float weight, float[] overFrame, float centre) {
        Window box = c.frame.box();
        for (int y = 0, i = 0; y < box.height(); y++) {
            int j = c.frame.index(0, y);
            for (int x = 0; x < box.width(); x++, i++, j++) {
                c.phi[i] += weight * (overFrame[j] - centre);
            }
        }
    }
}
