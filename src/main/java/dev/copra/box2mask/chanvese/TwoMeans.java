package dev.copra.box2mask.chanvese;

import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Logistic;
import dev.copra.box2mask.cue.Pyramid;
import dev.copra.box2mask.levelset.TotalVariation;
import java.util.Arrays;

/**
 * Active contours without edges (Chan and Vese, 2001) for colour images (Chan, Sandberg and Vese, 2000): the set C in the
 * box that minimises
 *
 * <pre>    mu length(C) + sum_C ||I - c1||^2 / (2 V) + sum_(not C) ||I - c2||^2 / (2 V)</pre>
 *
 * <p>over C and the mean colours c1 in it and c2 around it, I being the image in CIE Lab over the box and its margin and V
 * the variance about the two means. Starts from the inscribed ellipse and takes turns: the means for C, then the best C
 * for the means, which is convex (Chan, Esedoglu and Nikolova, 2006) and is {@link TotalVariation}'s. Not thread-safe.
 */
final class TwoMeans {
    private static final float MU = 2;
    private static final int TURNS = 10;
    private static final double SETTLED = 1e-3;
    private static final int BANDS = 3;

    private final float[][] lab;
    private final float[] phi;
    private final boolean[] inside;
    private final float[] gx;
    private final float[] gy;
    private final TotalVariation variation;

    /** @param capacity most pixels of a frame */
    TwoMeans(int capacity) {
        lab = new float[BANDS][capacity];
        phi = new float[capacity];
        inside = new boolean[capacity];
        gx = new float[capacity];
        gy = new float[capacity];
        variation = new TotalVariation(capacity);
    }

    /**
     * The probability of each pixel if both regions' colours are Gaussian with variance V about their means.
     *
     * @return row-major over the frame's source
     */
    float[] estimate(Pyramid image, Frame frame) {
        image.sample(frame, lab);
        startWithEllipse(frame);
        for (int turn = 0; turn < TURNS; turn++) {
            if (move(frame) <= SETTLED * frame.box().width() * frame.box().height()) {
                break;
            }
        }
        Window box = frame.box();
        float[] probability = new float[box.width() * box.height()];
        for (int i = 0; i < probability.length; i++) {
            probability[i] = Logistic.of(phi[i]);
        }
        return Bilinear.stretch(probability, box.width(), box.height(), frame.source());
    }

    private void startWithEllipse(Frame frame) {
        Window box = frame.box();
        Arrays.fill(inside, 0, frame.size(), false);
        for (int y = 0, i = 0; y < box.height(); y++) {
            float v = frame.v(y + box.y());
            for (int x = 0; x < box.width(); x++, i++) {
                float u = frame.u(x + box.x());
                inside[frame.index(x, y)] = u * u + v * v < 1;
                gx[i] = x + 1 < box.width() ? MU : 0;
                gy[i] = y + 1 < box.height() ? MU : 0;
            }
        }
    }

    /** One turn: means, then the set. Returns how many pixels changed sides. */
    private int move(Frame frame) {
        Window box = frame.box();
        double[] c1 = mean(frame, true);
        double[] c2 = mean(frame, false);
        double variance = 0;
        for (int i = 0; i < frame.size(); i++) {
            variance += distance(i, inside[i] ? c1 : c2);
        }
        double scale = 1 / (2 * variance / frame.size() + 1e-6);
        for (int y = 0, i = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++, i++) {
                int j = frame.index(x, y);
                phi[i] = (float) ((distance(j, c2) - distance(j, c1)) * scale);
            }
        }
        variation.smooth(phi, gx, gy, box.width(), box.height());
        int moved = 0;
        for (int y = 0, i = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++, i++) {
                int j = frame.index(x, y);
                moved += inside[j] == phi[i] > 0 ? 0 : 1;
                inside[j] = phi[i] > 0;
            }
        }
        return moved;
    }

    private double[] mean(Frame frame, boolean side) {
        double[] mean = new double[BANDS];
        int count = 0;
        for (int i = 0; i < frame.size(); i++) {
            if (inside[i] == side) {
                count++;
                for (int band = 0; band < BANDS; band++) {
                    mean[band] += lab[band][i];
                }
            }
        }
        for (int band = 0; band < BANDS; band++) {
            mean[band] /= Math.max(count, 1);
        }
        return mean;
    }

    private double distance(int pixel, double[] colour) {
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            double d = lab[band][pixel] - colour[band];
            sum += d * d;
        }
        return sum;
    }
}
