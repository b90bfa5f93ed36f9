package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * What the network knew before is not to be lost where nothing speaks against it: the cross entropy with its former probabilities, less
 * their own entropy (Li and Hoiem, "Learning without Forgetting", ECCV 2016).
 *
 * <pre>L = mean of b log(b / p) + (1 - b) log((1 - b) / (1 - p))</pre>
 */
record PriorLoss() implements Loss {
    @Override
    public NDArray of(Prediction prediction) {
        NDArray before = prediction.before();
        return MaskLoss.entropy(prediction.probability(), before).sub(MaskLoss.entropy(before, before));
    }
}
