package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * A box is exact, so that the object reaches each of its rows and columns: the Dice loss between the box and the largest
 * probability of each column and of each row (Tian et al., "BoxInst", CVPR 2021, equation 2; the term L_box of Box2Mask,
 * arXiv:2212.01579). Within the box all of the box's projection is 1:
 *
 * <pre>L = sum over both axes of 1 - 2 sum m / (sum m^2 + s),  m(x) = max over y of p(x, y)</pre>
 */
record ProjectionLoss() implements Loss {
    @Override
    public NDArray of(Prediction prediction) {
        NDArray p = prediction.probability();
        return dice(p.max(new int[] {2})).add(dice(p.max(new int[] {3})));
    }

    private static NDArray dice(NDArray most) {
        long length = most.getShape().get(2);
        return Tensors.plus(Tensors.times(Loss.sum(most), -2).div(Tensors.plus(Loss.sum(most.square()), length)), 1);
    }
}
