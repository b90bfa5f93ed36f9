package dev.copra.box2mask.levelset;

import dev.copra.box2mask.Estimate;
import dev.copra.box2mask.Window;
import dev.copra.box2mask.cue.Bilinear;
import dev.copra.box2mask.cue.Frame;
import dev.copra.box2mask.cue.Logistic;
import dev.copra.image.Resampling;

/** What another strategy has said of a box, on the grid of a frame and back. */
final class Belief {
    /** Probabilities are kept this far from 0 and 1, lest no correction could move them. */
    private static final float CERTAIN = .01f;

    private Belief() {}

    /**
     * The log odds of an estimate over the box of a frame, averaged where the frame is coarser than the image.
     *
     * @return null if the estimate is not soft
     */
    static float[] over(Frame frame, Estimate estimate) {
        if (!(estimate instanceof Estimate.Soft soft)) {
            return null;
        }
        Window source = frame.source();
        Window box = frame.box();
        float[] probability = new float[source.width() * source.height()];
        for (int y = 0, i = 0; y < source.height(); y++) {
            for (int x = 0; x < source.width(); x++, i++) {
                probability[i] = at(soft, source.x() + x, source.y() + y);
            }
        }
        float[] odds = Resampling.whole(
                probability,
                new Resampling(source.width(), box.width(), Resampling.Kernel.TRIANGLE),
                new Resampling(source.height(), box.height(), Resampling.Kernel.TRIANGLE));
        for (int i = 0; i < odds.length; i++) {
            odds[i] = logit(odds[i]);
        }
        return odds;
    }

    private static float at(Estimate.Soft soft, int x, int y) {
        Window window = soft.window();
        int column = x - window.x();
        int row = y - window.y();
        boolean inside = column >= 0 && column < window.width() && row >= 0 && row < window.height();
        return inside ? soft.probability()[row * window.width() + column] : 0;
    }

    private static float logit(float probability) {
        float p = Math.max(CERTAIN, Math.min(1 - CERTAIN, probability));
        return (float) StrictMath.log(p / (1 - p));
    }

    /**
     * The estimate with what the evolution has added to its log odds over the box. The addition is stretched to the image, not
     * the sum, so that a belief keeps what is finer than the grid.
     */
    static Estimate.Soft corrected(Estimate.Soft soft, EvolvingContour contour) {
        Window box = contour.frame.box();
        Window source = contour.frame.source();
        float[] change = new float[contour.phi.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = contour.phi[i] - contour.belief[i];
        }
        float[] stretched = Bilinear.stretch(change, box.width(), box.height(), source);
        Window window = soft.within().equals(soft.box()) ? source : soft.window();
        float[] probability = new float[window.width() * window.height()];
        for (int i = 0; i < probability.length; i++) {
            int x = window.x() + i % window.width();
            int y = window.y() + i / window.width();
            float p = at(soft, x, y);
            probability[i] = source.contains(x, y)
                    ? Logistic.of(logit(p) + stretched[(y - source.y()) * source.width() + x - source.x()])
                    : p;
        }
        return new Estimate.Soft(window, probability, soft.box(), soft.within());
    }
}
