/**
 * Semantic segmentation: classes of pixels are compared and counted, and IoU and accuracy are made of the counts.
 */
package dev.copra.evaluate.semantic;
