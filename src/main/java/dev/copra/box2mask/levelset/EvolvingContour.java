package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Target;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.CueMaps;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Logistic;
import java.util.Arrays;

/**
 * One instance while its image's curves evolve: its level-set function phi over the box, row-major, and what of the cue
 * maps the evolution needs, so that the maps can serve the next instance.
 */
final class EvolvingContour {
    final Target target;
    final Frame frame;
    /** Level-set function over the box, positive inside. */
    final float[] phi;
    /** H(phi), the probability of each pixel of the box. */
    final float[] q;
    /** The data term F over the box. */
    final float[] data;
    /** Log odds over the box by another strategy, which the energy only corrects; null if there is none. */
    final float[] belief;
    /** Colour bins over the frame. */
    final short[] bins;
    /** Weight of the band around the box, over the frame. */
    final float[] band;
    /** Segments over the frame, at the middle and the coarse scale. */
    final int[][] labels;

    final int[] segments;
    /** Squared colour difference to the right and lower neighbour over the box, for the length's weights. */
    final float[] differenceX;

    final float[] differenceY;

    /**
     * @param shape log odds of the category's shape over the box
     * @param belief log odds over the box by another strategy, or null
     */
    EvolvingContour(Target target, CueMaps maps, float[] shape, float[] belief, Energy energy) {
        this.belief = belief;
        this.target = target;
        frame = maps.frame();
        int size = frame.size();
        int boxSize = frame.box().width() * frame.box().height();
        phi = new float[boxSize];
        q = new float[boxSize];
        data = new float[boxSize];
        bins = Arrays.copyOf(maps.bins(), size);
        band = Arrays.copyOf(maps.band(), size);
        labels = new int[][] {Arrays.copyOf(maps.labels()[1], size), Arrays.copyOf(maps.labels()[2], size)};
        segments = new int[] {maps.segments()[1], maps.segments()[2]};
        differenceX = new float[boxSize];
        differenceY = new float[boxSize];
        sum(maps, shape, energy.initial(), phi);
        sum(maps, shape, energy.data(), data);
        differences(maps);
        believe(energy.correction());
        settle();
    }

    /** Lets phi, as the energy alone would have it, only correct what is believed. */
    void believe(float correction) {
        for (int i = 0; belief != null && i < phi.length; i++) {
            phi[i] = belief[i] + correction * phi[i];
        }
    }

    /** q = H(phi). */
    void settle() {
        for (int i = 0; i < phi.length; i++) {
            q[i] = Logistic.of(phi[i]);
        }
    }

    /** q at a point of the image within the box, interpolated between the grid's pixel centres. */
    float at(double imageX, double imageY) {
        Window box = frame.box();
        float x = (float) ((imageX - frame.source().x()) * frame.scaleX() - .5);
        float y = (float) ((imageY - frame.source().y()) * frame.scaleY() - .5);
        return Bilinear.interpolate(q, box.width(), box.height(), x, y);
    }

    private void sum(CueMaps maps, float[] shape, Energy.Terms terms, float[] out) {
        Window box = frame.box();
        float outerMost = 1e-6f;
        float barrierMost = 1e-6f;
        for (int y = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++) {
                outerMost = Math.max(outerMost, maps.outer()[frame.index(x, y)]);
                barrierMost = Math.max(barrierMost, maps.barrier()[frame.index(x, y)]);
            }
        }
        for (int y = 0, i = 0; y < box.height(); y++) {
            float v = frame.v(y + box.y());
            for (int x = 0; x < box.width(); x++, i++) {
                float u = frame.u(x + box.x());
                float r2 = u * u + v * v;
                float rim = 1 - Math.max(Math.abs(u), Math.abs(v));
                int j = frame.index(x, y);
                out[i] = terms.b0()
                        + terms.p() * (r2 - .9f)
                        + terms.c() * shape[i]
                        + terms.s8() * (maps.straddling()[0][j] - .8f)
                        + terms.s40() * (maps.straddling()[1][j] - .8f)
                        + terms.s150() * (maps.straddling()[2][j] - .8f)
                        + terms.k() * (maps.balance()[j] - .45f)
                        + terms.e() * (rim / (rim + (float) Math.sqrt(r2)) - .45f)
                        + terms.n() * (maps.outer()[j] / outerMost - .4f)
                        + terms.m() * (maps.barrier()[j] / barrierMost - .4f)
                        + terms.l() * maps.ratio()[j]
                        + terms.os() * maps.smaller()[j]
                        + terms.oc() * maps.alike()[j];
            }
        }
    }

    private void differences(CueMaps maps) {
        Window box = frame.box();
        for (int y = 0, i = 0; y < box.height(); y++) {
            for (int x = 0; x < box.width(); x++, i++) {
                int j = frame.index(x, y);
                differenceX[i] = x + 1 < box.width() ? squared(maps.lab(), j, j + 1) : 0;
                differenceY[i] = y + 1 < box.height() ? squared(maps.lab(), j, j + frame.width()) : 0;
            }
        }
    }

    private static float squared(float[][] lab, int i, int j) {
        float l = lab[0][i] - lab[0][j];
        float a = lab[1][i] - lab[1][j];
        float b = lab[2][i] - lab[2][j];
        return l * l + a * a + b * b;
    }
}
