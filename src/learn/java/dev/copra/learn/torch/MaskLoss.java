package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * Where the true mask is known: cross entropy, plus one minus the soft IoU (Rahman and Wang, "Optimizing Intersection-Over-Union in
 * Deep Neural Networks", 2016), as {@code scripts/train} trains Copra's own network.
 *
 * <pre>L = mean of -t log p - (1 - t) log(1 - p), plus 1 - (sum p t + 1) / (sum (p + t - p t) + 1)</pre>
 */
record MaskLoss() implements Loss {
    /** No probability is surer than this, or a single pixel could outweigh all others. */
    private static final float SUREST = 1e-4f;

    @Override
    public NDArray of(Prediction prediction) {
        NDArray p = prediction.probability();
        NDArray truth = prediction.truth();
        NDArray both = p.mul(truth);
        NDArray iou = Tensors.plus(Loss.sum(both), 1)
                .div(Tensors.plus(Loss.sum(p.add(truth).sub(both)), 1));
        return entropy(p, truth).add(Tensors.complement(iou));
    }

    /** The cross entropy of probabilities with what is true, the mean over all pixels, [n]. */
    static NDArray entropy(NDArray p, NDArray truth) {
        NDArray q = Tensors.clip(p, SUREST, 1 - SUREST);
        NDArray yes = truth.mul(q.log());
        NDArray no = Tensors.complement(truth).mul(Tensors.complement(q).log());
        return Loss.mean(yes.add(no)).neg();
    }
}
