/**
 * How good results are: evaluation by all protocols, comparison, scores of masks, and what detections have in common with
 * each other.
 */
package dev.copra.cli.evaluation;
