package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Pixels of a like colour belong together: the distance between the probabilities and what comes of them if each pixel takes over
 * the mean of its neighbours, again and again, weighted by how alike their colours are. This is the local consistency of Box2Mask
 * (arXiv:2212.01579, equation 10) with the affinities of pixel-adaptive refinement (Araslanov and Roth, CVPR 2020):
 *
 * <pre>L = mean of |p - q|,  q = A^T p,  A(x, y) = softmax over the 8 neighbours y of -|u(x) - u(y)|^2 / (2 s(x)^2)</pre>
 *
 * <p>s is the deviation of the colours about x. The refined map q is what is aimed at, and no part of the gradient.
 *
 * @param dilation pixels between neighbours
 * @param steps how often neighbours are asked
 */
record ConsistencyLoss(int dilation, int steps) implements Loss {
    private static final float LEAST_DEVIATION = 1e-3f;

    @Override
    public NDArray of(Prediction prediction) {
        NDArray p = prediction.probability();
        NDArray refined = refine(p.stopGradient(), affinity(prediction.colours()));
        return Loss.mean(p.sub(refined).abs());
    }

    /** How much a pixel hears of each of its neighbours, [n, 8, s, s]. */
    NDArray affinity(NDArray colours) {
        NDList differences = new NDList();
        for (NDArray neighbour : neighbours(colours)) {
            differences.add(neighbour.sub(colours).square().sum(new int[] {1}, true));
        }
        NDArray squares = NDArrays.concat(differences, 1);
        NDArray deviation = Tensors.plus(squares.mean(new int[] {1}, true), LEAST_DEVIATION * LEAST_DEVIATION);
        return squares.div(Tensors.times(deviation, -2)).softmax(1);
    }

    NDArray refine(NDArray p, NDArray affinity) {
        NDArray refined = p;
        for (int step = 0; step < steps; step++) {
            NDArray all = NDArrays.concat(neighbours(refined), 1);
            refined = all.mul(affinity).sum(new int[] {1}, true);
        }
        return refined;
    }

    /** A map seen from the 8 neighbours of each pixel; at the border it repeats itself. */
    private NDList neighbours(NDArray map) {
        long side = map.getShape().get(2);
        NDArray wide = repeatBorder(repeatBorder(map, 2), 3);
        NDList neighbours = new NDList();
        for (int dy = 0; dy <= 2 * dilation; dy += dilation) {
            for (int dx = 0; dx <= 2 * dilation; dx += dilation) {
                if (dy != dilation || dx != dilation) {
                    neighbours.add(wide.get(new NDIndex()
                            .addAllDim(2)
                            .addSliceDim(dy, dy + side)
                            .addSliceDim(dx, dx + side)));
                }
            }
        }
        return neighbours;
    }

    private NDArray repeatBorder(NDArray map, int axis) {
        long[] border = map.getShape().getShape().clone();
        long last = border[axis] - 1;
        border[axis] = dilation;
        Shape shape = new Shape(border);
        NDArray first = map.get(new NDIndex().addAllDim(axis).addSliceDim(0, 1)).broadcast(shape);
        NDArray end = map.get(new NDIndex().addAllDim(axis).addSliceDim(last, last + 1))
                .broadcast(shape);
        return NDArrays.concat(new NDList(first, map, end), axis);
    }
}
