package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/** How far a prediction is from what it should be: the less, the better. */
interface Loss {
    /** Keeps denominators away from 0. */
    float TINY = 1e-6f;

    /** The loss of each box, [n]. */
    NDArray of(Prediction prediction);

    /** The mean over all but the first axis, [n]. */
    static NDArray mean(NDArray values) {
        return values.reshape(values.getShape().get(0), -1).mean(new int[] {1});
    }

    /** The sum over all but the first axis, [n]. */
    static NDArray sum(NDArray values) {
        return values.reshape(values.getShape().get(0), -1).sum(new int[] {1});
    }
}
