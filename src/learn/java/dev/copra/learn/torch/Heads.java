package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;

/**
 * What a network says of boxes beside their masks.
 *
 * @param outline that a pixel is the object's wherever that ends, [n, s, s]
 * @param sides how far the object reaches beyond each side, [n, 4]
 * @param careless log odds that the box is not exact, [n]
 */
record Heads(NDArray outline, NDArray sides, NDArray careless) {}
