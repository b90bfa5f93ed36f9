/**
 * Numbers as numpy and Python have them, to the last bit: sums, exponentials and the order of scores.
 */
package dev.copra.evaluate.numpy;
