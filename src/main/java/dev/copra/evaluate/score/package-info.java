/**
 * Scores inferred masks against the true masks of the same objects.
 */
package dev.copra.evaluate.score;
