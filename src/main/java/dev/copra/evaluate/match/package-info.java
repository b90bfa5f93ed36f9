/**
 * Finds the truth of each detection, image by image, by the rules of COCO or LVIS; {@link dev.copra.evaluate.match.Evaluation} is its
 * door.
 */
package dev.copra.evaluate.match;
