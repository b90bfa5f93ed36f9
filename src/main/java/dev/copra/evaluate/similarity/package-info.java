/**
 * How much a detection and a truth have in common: boxes, turned boxes, masks, boundaries and keypoints.
 */
package dev.copra.evaluate.similarity;
