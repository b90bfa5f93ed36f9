package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * What a network says of some boxes, and what there is to hold it against; all within the boxes, which are exact.
 *
 * @param probability that a pixel is the object's, [n, 1, s, s]
 * @param colours from 0 to 1, [n, 3, s, s]
 * @param features of the network's last layer, no part of the gradient, [n, c, s / 2, s / 2]
 * @param truth how much of each pixel the true mask covers, [n, 1, s, s]; zeros where it is not known
 * @param before what the network said before it was trained, [n, 1, s, s]
 */
record Prediction(NDArray probability, NDArray colours, NDArray features, NDArray truth, NDArray before) {}
