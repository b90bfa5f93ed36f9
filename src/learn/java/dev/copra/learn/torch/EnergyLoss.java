package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * The energy of a level set (Chan and Vese, "Active Contours Without Edges", 2001), whose inside is given by the probabilities, as
 * in Box2Mask (arXiv:2212.01579, equation 4): how far the pixels of the box are from the means of the regions that they are said to
 * be in. It is divided by the energy of the undivided box, so that it is between 0 and 1 whatever the contrast:
 *
 * <pre>L = sum over x of p |u - c1|^2 + (1 - p) |u - c2|^2, over sum of |u - c|^2
 * c1 = sum p u / sum p,  c2 = sum (1 - p) u / sum (1 - p),  c = mean of u</pre>
 *
 * @param deep whether u is the network's features, and not the colours
 */
record EnergyLoss(boolean deep) implements Loss {
    @Override
    public NDArray of(Prediction prediction) {
        NDArray u = deep ? prediction.features() : prediction.colours();
        NDArray p = deep ? halved(prediction.probability()) : prediction.probability();
        NDArray divided = distance(u, p).add(distance(u, Tensors.complement(p)));
        return divided.div(Tensors.plus(distance(u, p.onesLike()), Loss.TINY));
    }

    /** The weighted squares of the distances from the weighted mean, [n]. */
    private static NDArray distance(NDArray u, NDArray weight) {
        NDArray total = Tensors.plus(spatialSum(weight), Loss.TINY);
        NDArray mean = spatialSum(u.mul(weight)).div(total);
        return Loss.sum(u.sub(mean).square().mul(weight));
    }

    private static NDArray spatialSum(NDArray values) {
        return values.sum(new int[] {2, 3}, true);
    }

    private static NDArray halved(NDArray p) {
        long[] s = p.getShape().getShape();
        return p.reshape(s[0], s[1], s[2] / 2, 2, s[3] / 2, 2)
                .mean(new int[] {5})
                .mean(new int[] {3});
    }
}
