package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * Exact boxes say nothing of inexact ones, so that what the network knows of these must not be lost while the features below it change:
 * how far its other answers are from what they were (distillation: Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
 *
 * <pre>L = KL(outline before, outline) + mean of ((sides - before) / u)^2 + ((odds - before) / v)^2</pre>
 *
 * <p>u and v are what is a large difference of a side and of log odds.
 */
final class HeadsLoss {
    private static final float SIDE = .06f;
    private static final float ODDS = 4;

    private HeadsLoss() {}

    /** The loss of each box, [n]. */
    static NDArray of(Heads heads, Heads before) {
        NDArray outline = MaskLoss.entropy(heads.outline(), before.outline())
                .sub(MaskLoss.entropy(before.outline(), before.outline()));
        NDArray sides =
                Loss.mean(Tensors.over(heads.sides().sub(before.sides()), SIDE).square());
        NDArray odds =
                Tensors.over(heads.careless().sub(before.careless()), ODDS).square();
        return outline.add(sides).add(odds);
    }
}
