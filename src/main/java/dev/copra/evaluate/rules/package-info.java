/**
 * What an evaluation goes by: what is compared, thresholds, recalls, ranges of areas, numbers of detections.
 */
package dev.copra.evaluate.rules;
