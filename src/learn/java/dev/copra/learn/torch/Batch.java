package dev.copra.learn.torch;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Boxes that are looked at together.
 *
 * @param inputs of the network, by name
 * @param colours without alterations, within the box, from 0 to 1, [n, 3, s, s]
 * @param truth how much the true masks cover, within the box, [n, 1, s, s]
 * @param before what the network said at the start, within the box, [n, 1, s, s]; null before that is known
 * @param heads what else the network said at the start: the outline [n, s, s], the sides [n, 4] and the log odds [n]; null before that
 *     is known
 * @param known 1 where the true mask is known, [n]
 */
record Batch(Map<String, NDArray> inputs, NDArray colours, NDArray truth, NDArray before, Heads heads, NDArray known) {}
